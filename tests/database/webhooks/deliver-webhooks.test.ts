import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { simpleParser } from 'mailparser'
import { Webhook } from 'standardwebhooks'
import { beforeEach, describe, expect, test } from 'vitest'
import { deliverOutbox } from '#app/mail/deliver-outbox.server'
import { openWave, openWaveIn } from '#app/studies/open-wave.server'
import { stepWave } from '#app/studies/step-wave.server'
import type { WaveStep } from '#app/studies/wave-life'
import {
  deleteOldDeliveries,
  deliverWebhooks,
  findDueWebhooks,
  queueAgain,
} from '#app/webhooks/deliver-webhooks.server'
import { replaceSecret, switchWebhook } from '#app/webhooks/webhooks.server'
import { makeAskingStudy } from '#tests/factories/make-asking-study'
import { makeMember } from '#tests/factories/make-member'
import { makeWebhook } from '#tests/factories/make-webhook'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useRuntime } from '#tests/setup/test-runtime'
import { useWebhookReceiver } from '#tests/setup/webhook-receiver'

const t = useRuntime()
const receiver = useWebhookReceiver()
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let now = new Date()
let key = { workspaceId: '', studyId: '' }
let webhook: Awaited<ReturnType<typeof makeWebhook>>
const partsOf = () => {
  const { queue, secret } = t.runtime
  return { prisma: t.prisma, queue, secret, clock: () => now, post: { networks: ['127.0.0.0/8'] } }
}
const deliver = () => deliverWebhooks(partsOf(), key.workspaceId)
const pass = (milliseconds: number) => {
  now = new Date(now.getTime() + milliseconds)
}
const systemOf = ({ workspaceId }: { workspaceId: string }) => ({
  ...{ workspaceId, kind: 'system' as const, id: '', address: '' },
})
const readWebhook = () =>
  t.prisma.webhook.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId: key.workspaceId, id: webhook.id } } })
const deliveries = () =>
  t.prisma.webhookDelivery.findMany({ where: { workspaceId: key.workspaceId }, orderBy: { id: 'asc' } })
const heard = () => receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type)

async function open(): Promise<string> {
  const closesAt = new Date(now.getTime() + 14 * DAY)
  const opened = await openWave(partsOf(), { ...key, now, closesAt })
  if (!opened.ok) throw new Error(opened.reason)
  return opened.waveId
}
const take = (waveId: string, step: WaveStep) => stepWave(partsOf(), { ...key, waveId, step, now })

beforeEach(async () => {
  now = new Date()
  const world = await makeAskingStudy(t.prisma)
  key = { workspaceId: world.workspaceId, studyId: world.studyId }
  webhook = await makeWebhook(t.prisma, { workspaceId: key.workspaceId, url: receiver.url })
})

describe('what a webhook hears', () => {
  test('a wave opens, ends, goes on and ends: signed, with ids, names and dates, and nothing of answers or people', async () => {
    const waveId = await open()
    await take(waveId, { step: 'pause' })
    await take(waveId, { step: 'resume' })
    await take(waveId, { step: 'close' })
    await take(waveId, { step: 'reopen', closesAt: new Date(now.getTime() + DAY) })
    expect(await findDueWebhooks(t.prisma, now)).toEqual([key.workspaceId])
    expect(await deliver()).toEqual({ delivered: 3, failed: 0 })
    expect(await deliver()).toEqual({ delivered: 0, failed: 0 })
    expect(heard().sort()).toEqual(['wave.closed', 'wave.opened', 'wave.opened'])
    const { study } = await t.prisma.wave.findFirstOrThrow({
      where: { workspaceId: key.workspaceId, id: waveId },
      include: { study: true },
    })
    for (const { headers, body } of receiver.received) {
      const told = new Webhook(webhook.signingSecret).verify(body, headers as Record<string, string>)
      expect(told).toMatchObject({
        data: {
          workspace_id: key.workspaceId,
          study: { id: study.id, name: study.name },
          wave: { id: waveId, number: 1, kind: 'full' },
        },
      })
      const keys = Object.keys((told as { data: { wave: object } }).data.wave).sort()
      expect(keys).toEqual('closed_at closes_at id kind number opened_at published_at state'.split(' '))
    }
  })

  test('it hears only what it chose; one that is off hears nothing, and nothing crosses workspaces', async () => {
    const { workspaceId } = key
    await makeWebhook(t.prisma, { workspaceId, url: receiver.url, state: 'off' })
    await makeWebhook(t.prisma, { workspaceId, url: receiver.url, events: ['wave.published'] })
    const other = await makeWorkspace(t.prisma)
    await makeWebhook(t.prisma, { workspaceId: other.id, url: receiver.url })
    await open()
    expect((await deliveries()).map(({ webhookId }) => webhookId)).toEqual([webhook.id])
    expect(await t.prisma.webhookDelivery.count({ where: { workspaceId: other.id } })).toBe(0)
  })

  test('a trial is told to nobody', async () => {
    const closesAt = new Date(now.getTime() + DAY)
    const trial = await openWave(partsOf(), { ...key, now, closesAt, trial: { onlyEmails: [] } })
    expect(trial).toMatchObject({ ok: true })
    expect(await deliveries()).toEqual([])
  })

  test('a step that is taken back has told nothing', async () => {
    const failing = t.prisma.$transaction(async (tx) => {
      await openWaveIn(tx, partsOf(), { ...key, now, closesAt: new Date(now.getTime() + DAY) })
      throw new Error('cut off')
    })
    await expect(failing).rejects.toThrow('cut off')
    expect(await deliveries()).toEqual([])
  })
})

describe('what does not arrive', () => {
  test('is tried again with the same id, and the page is told status and reason', async () => {
    await open()
    receiver.status = 503
    expect(await deliver()).toEqual({ delivered: 0, failed: 1 })
    expect((await deliveries())[0]).toMatchObject({
      state: 'queued',
      attempts: 1,
      lastStatus: 503,
      lastError: 'status',
    })
    expect(await deliver()).toEqual({ delivered: 0, failed: 0 })
    expect((await readWebhook()).failingSince).toEqual(now)
    pass(MINUTE)
    receiver.status = 200
    expect(await deliver()).toEqual({ delivered: 1, failed: 0 })
    expect((await deliveries())[0]).toMatchObject({ state: 'delivered', attempts: 2, lastStatus: 200, lastError: null })
    expect((await readWebhook()).failingSince).toBeNull()
    const [first, second] = receiver.received.map(({ headers }) => headers)
    expect(first?.['webhook-id']).toBe(second?.['webhook-id'])
    expect(second?.['webhook-timestamp']).not.toBe(first?.['webhook-timestamp'])
  })

  test('for three days, then the webhook is switched off, who can mend it gets a mail, and it can be sent again', async () => {
    const { workspaceId } = key
    const administrator = await makeMember(t.prisma, { workspaceId })
    await makeMember(t.prisma, { workspaceId, role: 'manager' })
    const begin = now
    await open()
    receiver.status = 500
    for (let look = 0; look < 100 && (await deliver()).failed >= 0; look++) {
      const [one] = await deliveries()
      if (one?.state !== 'queued') break
      now = one.nextAttemptAt
    }
    expect(now.getTime() - begin.getTime()).toBeGreaterThanOrEqual(3 * DAY)
    expect((await readWebhook()).state).toBe('failing')
    const [given] = await deliveries()
    expect(given?.state).toBe('failed')

    const { transport, secret, env, outboxDirectory } = t.runtime
    await t.prisma.outboxMessage.updateMany({ where: { workspaceId, kind: 'invitation' }, data: { state: 'dropped' } })
    const { publicUrl, mailFrom } = env
    expect(await deliverOutbox({ prisma: t.prisma, transport, secret, publicUrl, mailFrom }, workspaceId)).toEqual({
      ...{ sent: 1, failed: 0, dropped: 0 },
    })
    const [file = ''] = await readdir(outboxDirectory)
    const mail = await simpleParser(await readFile(path.join(outboxDirectory, file)))
    expect(mail.text).toContain(`/webhooks/${webhook.id}`)
    expect([mail.to].flat()[0]?.text).toBe(administrator.email)
    expect(
      await t.prisma.auditEntry.count({ where: { workspaceId, action: 'webhook-off', actorKind: 'system' } }),
    ).toBe(1)

    receiver.status = 200
    expect(await switchWebhook({ prisma: t.prisma, workspaceId, actor: systemOf(key) }, webhook.id, 'on')).toBe(true)
    const again = { workspaceId, webhookId: webhook.id, id: given?.id ?? '', now }
    expect(await queueAgain(t.prisma, again)).toBe(true)
    expect(await queueAgain(t.prisma, again)).toBe(false)
    expect(await deliver()).toEqual({ delivered: 1, failed: 0 })
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  })

  test('one message that is given up while others arrive switches nothing off', async () => {
    await open()
    const [one] = await deliveries()
    receiver.status = 400
    await deliver()
    // others arrived meanwhile, the last one yesterday
    await t.prisma.webhook.updateMany({
      where: { workspaceId: key.workspaceId },
      data: { failingSince: new Date(now.getTime() + 2 * DAY) },
    })
    pass(3 * DAY)
    await t.prisma.webhookDelivery.updateMany({ where: { workspaceId: key.workspaceId }, data: { attempts: 100 } })
    await deliver()
    expect((await deliveries()).find(({ id }) => id === one?.id)?.state).toBe('failed')
    expect((await readWebhook()).state).toBe('on')
  })

  test('a receiver that is gone for good is asked once', async () => {
    await open()
    receiver.status = 410
    await deliver()
    expect((await readWebhook()).state).toBe('gone')
    expect((await deliveries())[0]?.state).toBe('failed')
  })

  test('an address that leads inside is never called', async () => {
    await open()
    const refused = { ...partsOf(), post: { networks: [] } }
    expect(await deliverWebhooks(refused, key.workspaceId)).toEqual({ delivered: 0, failed: 1 })
    expect((await deliveries())[0]?.lastError).toBe('refused-address')
    expect(receiver.received).toEqual([])
  })
})

test('two workers at once send a message once', async () => {
  await open()
  await Promise.all([deliver(), deliver(), deliver()])
  expect(receiver.received.length).toBe(1)
})

test('after a crash between sending and marking it is sent once more, with the same id', async () => {
  await open()
  const crash = () => {
    throw new Error('crashed')
  }
  const dying = new Proxy(t.prisma, {
    get: (client, name) => (name === '$transaction' ? crash : Reflect.get(client, name)),
  })
  await expect(deliverWebhooks({ ...partsOf(), prisma: dying }, key.workspaceId)).rejects.toThrow('crashed')
  expect(await deliver()).toEqual({ delivered: 0, failed: 0 })
  pass(2 * MINUTE)
  expect(await deliver()).toEqual({ delivered: 1, failed: 0 })
  const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
  expect(ids.length).toBe(2)
  expect(new Set(ids).size).toBe(1)
})

test('a new secret signs at once, the one before for a day', async () => {
  const { workspaceId } = key
  const keeper = { prisma: t.prisma, secret: t.runtime.secret, workspaceId, actor: systemOf(key) }
  const made = await replaceSecret(keeper, webhook.id, now)
  const isSignedBy = (secret: string, { headers, body }: (typeof receiver.received)[number]) => {
    try {
      return Boolean(new Webhook(secret).verify(body, headers as Record<string, string>))
    } catch {
      return false
    }
  }
  const waveId = await open()
  await deliver()
  const [first] = receiver.received
  if (!first || !made) throw new Error('nothing was sent')
  expect([made, webhook.signingSecret].map((secret) => isSignedBy(secret, first))).toEqual([true, true])
  await t.prisma.webhook.updateMany({ where: { workspaceId }, data: { oldSecretUntil: new Date(now.getTime() - 1) } })
  await take(waveId, { step: 'close' })
  await deliver()
  const [, second] = receiver.received
  if (!second) throw new Error('nothing was sent')
  expect([made, webhook.signingSecret].map((secret) => isSignedBy(secret, second))).toEqual([true, false])
})

test('a secret cannot be read in the database', async () => {
  const { sealedSecret } = await readWebhook()
  expect(Buffer.from(sealedSecret).toString('latin1')).not.toContain(webhook.signingSecret.slice(6, 30))
})

test('switching off drops what waits; what was sent a month ago is deleted', async () => {
  const { workspaceId } = key
  await open()
  expect(await switchWebhook({ prisma: t.prisma, workspaceId, actor: systemOf(key) }, webhook.id, 'off')).toBe(true)
  expect(await deliver()).toEqual({ delivered: 0, failed: 0 })
  expect((await deliveries()).map(({ state }) => state)).toEqual(['dropped'])
  expect(await deleteOldDeliveries(t.prisma, now)).toBe(0)
  pass(31 * DAY)
  expect(await deleteOldDeliveries(t.prisma, now)).toBe(1)
})
