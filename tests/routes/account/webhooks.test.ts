import { beforeEach, describe, expect, test } from 'vitest'
import { action, loader } from '#app/routes/account/webhook'
import { loader as listLoader } from '#app/routes/account/webhooks'
import { makeWebhook } from '#tests/factories/make-webhook'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { catchResponse } from '#tests/setup/catch-response'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'
import { useWebhookReceiver } from '#tests/setup/webhook-receiver'

const t = useRuntime({ env: { WEBHOOK_NETWORKS: '127.0.0.0/8' } })
const receiver = useWebhookReceiver()

let workspaceId = ''
beforeEach(async () => {
  workspaceId = (await makeWorkspace(t.prisma)).id
})

interface Told {
  values?: Record<string, unknown>
  errors?: Record<string, string[]>
  refusal?: string
  signingSecret?: string
  madeId?: string
  outcome?: { ok: boolean; status?: number; error?: string }
}

async function send(webhookId: string, form: Record<string, string | string[]>) {
  const request = await signedInRequest('/webhooks/x', { workspaceId, method: 'POST', form })
  const answer = await action(routeArguments(request, { webhookId }))
  const { data, init } = answer as unknown as { data: Told; init?: { status?: number } }
  return { status: init?.status ?? 200, ...data }
}
const read = async (webhookId: string) =>
  loader(routeArguments(await signedInRequest('/webhooks/x', { workspaceId }), { webhookId }))
const count = () => t.prisma.webhook.count({ where: { workspaceId } })
const FORM = { intent: 'save', name: 'Team chat', 'events[]': 'wave.opened' }

describe('a new webhook', () => {
  test('shows its secret once', async () => {
    const made = await send('new', { ...FORM, url: receiver.url })
    expect(made.signingSecret).toMatch(/^whsec_[\w+/]{43}=$/)
    expect(JSON.stringify(await read(made.madeId ?? ''))).not.toContain(made.signingSecret)
    const list = await listLoader(routeArguments(await signedInRequest('/webhooks', { workspaceId })))
    expect(list.webhooks).toMatchObject([{ name: 'Team chat', events: ['wave.opened'], state: 'on' }])
    expect(JSON.stringify(list)).not.toMatch(/sealed|whsec/i)
    expect(await t.prisma.auditEntry.count({ where: { workspaceId, action: 'webhook-saved' } })).toBe(1)
  })

  test.each([
    ['http://example.com/', 'webhooks.error.scheme'],
    ['https://169.254.169.254/latest', 'webhooks.error.not-public'],
    ['https://name:password@example.com/', 'webhooks.error.credentials'],
    ['somewhere', 'webhooks.error.no-address'],
    ['', 'webhooks.error.required'],
  ])('for the address %j is refused, and what was typed stays', async (url, reason) => {
    const refused = await send('new', { ...FORM, url })
    expect(refused).toMatchObject({ status: 422, errors: { url: [reason] }, values: { url, name: 'Team chat' } })
    expect(await count()).toBe(0)
  })

  test.each([
    [{ ...FORM, name: ' ' }, 'name'],
    [{ ...FORM, name: 'a\u0007b' }, 'name'],
    [{ intent: 'save', name: 'x' }, 'events'],
    [{ ...FORM, 'events[]': 'signal.lost' }, 'events'],
  ])('%j is refused', async (form, field) => {
    const refused = await send('new', { url: 'https://example.com/', ...form })
    expect(refused.status).toBe(422)
    expect(Object.keys(refused.errors ?? {})).toEqual([field])
  })

  test('is one of twenty at most', async () => {
    for (let made = 0; made < 20; made++) await makeWebhook(t.prisma, { workspaceId })
    expect(await send('new', { ...FORM, url: 'https://example.com/' })).toMatchObject({
      ...{ status: 409, refusal: 'webhooks.error.too-many', values: { name: 'Team chat' } },
    })
  })
})

describe('a test', () => {
  test('is sent at once, and tells what came of it', async () => {
    const { id } = await makeWebhook(t.prisma, { workspaceId, url: receiver.url, state: 'off' })
    expect((await send(id, { intent: 'test' })).outcome).toMatchObject({ ok: true, status: 204 })
    receiver.status = 500
    expect((await send(id, { intent: 'test' })).outcome).toMatchObject({ ok: false, status: 500 })
    expect(receiver.received.map(({ body }) => JSON.parse(body).type)).toEqual(['test', 'test'])
    const { webhook } = await read(id)
    expect(webhook).toMatchObject({ failingSince: null, state: 'off' })
    // newest first; a test is not tried again
    expect(webhook?.deliveries).toMatchObject([
      { event: 'test', state: 'failed', attempts: 1, lastStatus: 500 },
      { event: 'test', state: 'delivered', attempts: 1, lastStatus: 204 },
    ])
  })

  test('cannot be sent without end', async () => {
    const { id } = await makeWebhook(t.prisma, { workspaceId, url: receiver.url })
    const statuses: number[] = []
    for (let sent = 0; sent < 21; sent++) statuses.push((await send(id, { intent: 'test' })).status)
    expect(statuses.indexOf(429)).toBe(20)
    expect(receiver.received.length).toBe(20)
  })
})

test('a message that was given up is sent again while the webhook is on, and only once at a time', async () => {
  const { id } = await makeWebhook(t.prisma, { workspaceId, url: receiver.url })
  const made = await t.prisma.webhookDelivery.create({
    data: { workspaceId, webhookId: id, event: 'wave.opened', body: '{}', state: 'failed', attempts: 18 },
  })
  const again = { intent: 'send-again', deliveryId: made.id }
  expect((await send(id, again)).outcome).toMatchObject({ ok: true })
  await t.prisma.webhookDelivery.updateMany({ where: { workspaceId }, data: { state: 'queued' } })
  expect(await send(id, again)).toMatchObject({ status: 409, refusal: 'webhooks.error.waiting' })
  await t.prisma.webhook.updateMany({ where: { workspaceId }, data: { state: 'off' } })
  expect(await send(id, again)).toMatchObject({ status: 409, refusal: 'webhooks.error.off' })
  const other = await makeWebhook(t.prisma, { workspaceId, url: receiver.url })
  expect(await send(other.id, again)).toMatchObject({ status: 409 })
  expect(receiver.received.length).toBe(1)
})

test('it is switched off and on, changed, given a new secret, and deleted; the log tells of each', async () => {
  const { id, signingSecret } = await makeWebhook(t.prisma, { workspaceId })
  for (const [intent, state] of [
    ['switch-off', 'off'],
    ['switch-on', 'on'],
  ] as const) {
    expect((await catchResponse(send(id, { intent }))).status).toBe(302)
    expect((await read(id)).webhook?.state).toBe(state)
  }
  await catchResponse(send(id, { ...FORM, url: 'https://example.com/new' }))
  expect((await read(id)).webhook).toMatchObject({ url: 'https://example.com/new', name: 'Team chat' })
  const { signingSecret: made } = await send(id, { intent: 'make-secret' })
  expect(made).toMatch(/^whsec_/)
  expect(made).not.toBe(signingSecret)
  expect((await read(id)).oldSecretUntil).toBeInstanceOf(Date)
  expect((await catchResponse(send(id, { intent: 'delete' }))).status).toBe(302)
  expect(await count()).toBe(0)
  expect((await catchResponse(read(id))).status).toBe(404)
  const entries = await t.prisma.auditEntry.findMany({
    where: { workspaceId, objectKind: 'webhook' },
    orderBy: { number: 'asc' },
  })
  expect(entries.map(({ action: deed }) => deed)).toEqual([
    ...['webhook-off', 'webhook-on', 'webhook-saved', 'webhook-secret-made', 'webhook-deleted'],
  ])
})
