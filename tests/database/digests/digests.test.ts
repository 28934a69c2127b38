import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { queueDigests } from '#app/digests/queue-digests.server'
import { publishWave } from '#app/disclosure/publish-wave.server'
import { deliverOutbox } from '#app/mail/deliver-outbox.server'
import { action as mailsAction, loader as mailsLoader } from '#app/routes/account/member-mails'
import { action as ownAction } from '#app/routes/account/own-mails'
import { makeAnswers } from '#tests/factories/make-answers'
import { makeAssignment } from '#tests/factories/make-assignment'
import { makeInvitation } from '#tests/factories/make-invitation'
import { type MemberValues, makeMember } from '#tests/factories/make-member'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeResponse } from '#tests/factories/make-response'
import { makeWave } from '#tests/factories/make-wave'
import { SmtpMailbox } from '#tests/mailbox/smtp-mailbox'
import { catchResponse } from '#tests/setup/catch-response'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest, signInAs } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const mailbox = new SmtpMailbox()
let smtpUrl = ''
beforeAll(async () => {
  smtpUrl = await mailbox.start()
})
afterAll(() => mailbox.stop())
const t = useRuntime({ smtpUrl: () => smtpUrl })

const high = (...trust: number[]) => trust.map((value) => answersOf(value))
const answersOf = (value: number) => ({
  trust_1: value,
  trust_2: value,
  trust_3: 8 - value,
  trust_4: value,
  trust_5: value,
})
const HIGH = high(6, 6, 7, 6, 7)
const LOW = high(1, 2, 1, 2, 2)

type World = Awaited<ReturnType<typeof makeWorld>>
let world: World

/** Three relationships; in the second wave, published on 2 April, trust falls in the first of them. */
async function makeWorld() {
  const made = await makePublishedStudy(t.prisma, {
    // small groups of confidential studies have no interval, so nothing of them can be said to have moved
    audience: 'attributed',
    // as many as it takes to say what a side may move by chance
    relationships: ['A', 'B', 'C'].map((code) => ({ code, buyer: HIGH, supplier: HIGH })),
  })
  const { workspaceId, study, relationships, waves } = made
  const [first, second] = relationships
  if (!first || !second || !waves[0]) throw new Error('two relationships and a wave are made')
  const wave = await makeWave(t.prisma, { workspaceId, studyId: study.id, number: 2 })
  const asked = await t.prisma.assignment.findMany({
    where: { workspaceId, waveId: waves[0].id },
    include: { invitation: true },
    orderBy: { id: 'asc' },
  })
  for (const [place, { invitation, relationshipId, side }] of asked.entries()) {
    const { participantId } = invitation
    const { id: invitationId } = await makeInvitation(t.prisma, { workspaceId, waveId: wave.id, participantId })
    const about = { workspaceId, waveId: wave.id, invitationId, relationshipId }
    const assignment = await makeAssignment(t.prisma, { ...about, side: side as 'buyer' })
    const falls = relationshipId === first.id && side === 'buyer'
    await makeResponse(t.prisma, { assignment, answers: makeAnswers((falls ? LOW : HIGH)[place % 5] ?? {}) })
  }
  await t.prisma.wave.update({
    where: { workspaceId_id: { workspaceId, id: wave.id } },
    data: { state: 'closing', openedAt: new Date('2026-03-10T08:00:00Z'), closedAt: new Date('2026-03-28T08:00:00Z') },
  })
  await publishWave(t.prisma, { workspaceId, waveId: wave.id, now: new Date('2026-04-02T08:00:00Z') })
  return { workspaceId, study, first, second, wave }
}

beforeEach(async () => {
  mailbox.received.length = 0
  mailbox.options = {}
  world = await makeWorld()
})

const partsOf = () => ({ prisma: t.prisma, queue: t.runtime.queue, secret: t.runtime.secret })
const queueAt = (moment: string) => queueDigests(partsOf(), new Date(moment))
async function deliver() {
  const { transport, secret, env } = t.runtime
  const { publicUrl, mailFrom } = env
  return deliverOutbox({ prisma: t.prisma, transport, secret, publicUrl, mailFrom }, world.workspaceId)
}
const manager = (values: Partial<MemberValues> = {}) =>
  makeMember(t.prisma, { workspaceId: world.workspaceId, role: 'manager', name: 'Sara', ...values })
const mails = () => mailbox.received.map(({ text }) => (text ?? '').replace(/[\u2068\u2069]/g, ''))
const choose = (memberId: string, data: object) =>
  t.prisma.member.updateMany({ where: { workspaceId: world.workspaceId, id: memberId }, data })

test('a manager is told by the month what was published and what moved, without a value', async () => {
  await manager()
  expect(await queueAt('2026-04-20T08:00:00Z')).toBe(0)
  expect(await queueAt('2026-05-01T07:59:00Z')).toBe(0)
  expect(await queueAt('2026-05-01T08:01:00Z')).toBe(1)
  expect(await deliver()).toMatchObject({ sent: 1 })
  const [mail = ''] = mails()
  expect(mail).toContain('The results of wave 2 were published. 30 of 30 questionnaires were answered (100 %).')
  const { buyer, supplier } = await namesOf(world.first.id)
  expect(mail).toContain(`• ${buyer} – ${supplier}: `)
  expect(mail).toMatch(/: .*Trust/)
  expect(mail).not.toContain((await namesOf(world.second.id)).supplier)
  expect(mail).toContain(`/studies/${world.study.id}/portfolio?wave=2`)
  const { headers } = mailbox.received[0] as unknown as { headers: Map<string, unknown> }
  expect(JSON.stringify([...headers.keys()])).toContain('list')
  // nothing has happened since: nothing is said
  expect(await queueAt('2026-06-01T08:01:00Z')).toBe(1)
  expect(await deliver()).toMatchObject({ sent: 0, dropped: 1 })
})

async function namesOf(relationshipId: string) {
  const { buyer, supplier } = await t.prisma.relationship.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId: world.workspaceId, id: relationshipId } },
    include: { buyer: true, supplier: true },
  })
  return { buyer: buyer.name, supplier: supplier.name }
}

describe('what lies out of reach', () => {
  test('is not told: neither names nor counts of other relationships', async () => {
    await manager({ scope: [{ relationshipId: world.second.id }] })
    await queueAt('2026-04-20T08:00:00Z')
    await queueAt('2026-05-01T08:01:00Z')
    await deliver()
    const [mail = ''] = mails()
    expect(mail).toContain('10 of 10 questionnaires')
    expect(mail).toContain('Nothing is known to have moved')
    const { buyer, supplier } = await namesOf(world.first.id)
    for (const name of [buyer, supplier]) expect(mail).not.toContain(name)
  })

  test('makes no mail; a reach that was taken away while the mail waited counts', async () => {
    const { id } = await manager({ scope: [{ category: 'nothing is like this' }] })
    const other = await manager()
    await queueAt('2026-04-20T08:00:00Z')
    expect(await queueAt('2026-05-01T08:01:00Z')).toBe(2)
    await choose(other.id, { seesAll: false })
    expect(id).not.toBe(other.id)
    expect(await deliver()).toMatchObject({ sent: 0, dropped: 2 })
  })
})

test('in the language and by the clock of the reader', async () => {
  const { id } = await manager()
  await choose(id, { mailLanguage: 'ar', timeZone: 'America/Los_Angeles', digest: 'weekly' })
  await queueAt('2026-04-03T08:00:00Z')
  expect(await queueAt('2026-04-06T14:59:00Z')).toBe(0)
  expect(await queueAt('2026-04-06T15:01:00Z')).toBe(1)
  await deliver()
  expect(mails()[0]).toContain('نُشرت نتائج الجولة 2')
  expect(mailbox.received[0]?.html || '').toContain('dir="rtl"')
})

test('a member gets one mail for each period, however many look at once and whatever crashes', async () => {
  const { id } = await manager()
  await queueAt('2026-04-20T08:00:00Z')
  const dying = t.prisma.$extends({
    query: {
      outboxMessage: {
        create: () => {
          throw new Error('crashed')
        },
      },
    },
  })
  const crashed = queueDigests(
    { ...partsOf(), prisma: dying as unknown as typeof t.prisma },
    new Date('2026-05-01T08:01:00Z'),
  )
  await expect(crashed).rejects.toThrow('crashed')
  const counts = await Promise.all([1, 2, 3].map(() => queueAt('2026-05-01T08:01:00Z')))
  expect(counts.sort()).toEqual([0, 0, 1])
  // chosen anew within the same month: the period was told already
  await choose(id, { nextDigestAt: new Date('2026-05-01T08:00:00Z') })
  expect(await queueAt('2026-05-20T08:00:00Z')).toBe(0)
  await deliver()
  expect(mailbox.received.length).toBe(1)
})

test('who reads results but is no manager must choose a digest; an auditor gets none', async () => {
  const owner = await manager({ role: 'owner' })
  const auditor = await manager({ role: 'auditor' })
  await queueAt('2026-04-20T08:00:00Z')
  for (const { id } of [owner, auditor]) await choose(id, { nextDigestAt: new Date('2026-05-01T08:00:00Z') })
  expect(await queueAt('2026-05-01T08:01:00Z')).toBe(0)
  for (const { id } of [owner, auditor])
    await choose(id, { digest: 'monthly', nextDigestAt: new Date('2026-05-01T08:00:00Z') })
  expect(await queueAt('2026-05-01T08:02:00Z')).toBe(2)
  await deliver()
  expect(mailbox.received.map(({ to }) => JSON.stringify(to))).toEqual([expect.stringContaining(owner.email)])
})

describe('the choice', () => {
  const linkIn = (text: string) => {
    const [, workspaceId = '', token = ''] = /\/mails\/([\w-]+)\/([\w.-]+)/.exec(text) ?? []
    return { workspaceId, token }
  }
  async function mailed() {
    const { id } = await manager()
    await queueAt('2026-04-20T08:00:00Z')
    await queueAt('2026-05-01T08:01:00Z')
    await deliver()
    return { id, link: linkIn(mails()[0] ?? '') }
  }
  const chosenBy = (id: string) =>
    t.prisma.member.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId: world.workspaceId, id } } })

  test('is taken by one click without a sign-in, and holds', async () => {
    const { id, link } = await mailed()
    const post = (form: Record<string, string>) =>
      mailsAction(routeArguments(makeRequest('/x', { method: 'POST', form }), link))
    expect(await mailsLoader(routeArguments(makeRequest('/x'), link))).toMatchObject({ chosen: { digest: 'monthly' } })
    expect((await chosenBy(id)).digest).toBe('')
    await post({ 'List-Unsubscribe': 'One-Click' })
    expect(await chosenBy(id)).toMatchObject({ digest: 'off', wantsResultsMails: false })
    expect(await queueAt('2026-06-01T08:01:00Z')).toBe(0)
    expect((await catchResponse(Promise.resolve(post({ digest: 'weekly' })))).status).toBe(302)
    expect(await chosenBy(id)).toMatchObject({ digest: 'weekly', wantsResultsMails: false })
    expect(await post({ digest: 'daily' })).toMatchObject({ init: { status: 422 } })
  })

  test('opens to nobody with another link', async () => {
    const { link } = await mailed()
    const other = await manager()
    const [, signature = ''] = link.token.split('.')
    for (const token of ['', 'x', `${other.id.replaceAll('-', '')}.${signature}`, `${link.token}A`])
      expect((await catchResponse(mailsLoader(routeArguments(makeRequest('/x'), { ...link, token })))).status).toBe(404)
  })

  test('is made on the own page; what is wrong stays typed', async () => {
    const { workspaceId } = world
    const { id, email } = await manager()
    const cookie = await signInAs(email)
    const post = async (form: Record<string, string>) =>
      ownAction(routeArguments(await signedInRequest('/account/mails', { cookie, method: 'POST', form })))
    const good = { digest: 'weekly', wantsResultsMails: 'yes', mailLanguage: 'ar', timeZone: 'Asia/Riyadh' }
    expect(await post({ ...good, timeZone: 'Mars/Olympus' })).toMatchObject({
      ...{ init: { status: 422 }, data: { values: { timeZone: 'Mars/Olympus' } } },
    })
    expect((await catchResponse(post(good))).status).toBe(302)
    expect(await chosenBy(id)).toMatchObject({ ...good, wantsResultsMails: true, nextDigestAt: null })
    expect(await t.prisma.auditEntry.count({ where: { workspaceId, action: 'mails-chosen' } })).toBe(1)
  })
})
