// Runs on both databases: mails that did not leave, and what can be done about them.
import { describe, expect, test } from 'vitest'
import { giveUpMail, listFailingMails, readOutboxDepth, retryMail } from '#app/mail/failing-mails.server'
import { hashAddress } from '#app/mail/hash-address.server'
import { markBounced } from '#app/mail/suppressions.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeRhythm } from '#tests/factories/make-rhythm'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'
import { TEST_SECRET } from '#tests/setup/test-settings'

const t = useDatabase()
const NOW = new Date()
const MINUTE = 60_000
const later = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE)
const REFUSAL = 'mail server: EENVELOPE RCPT TO 451 4.7.1'
const nothing = async () => {}

async function makeMail(values: object = {}) {
  const person = await makeAskedPerson(t.prisma)
  const { workspaceId, invitationId } = person
  const mail = await t.prisma.outboxMessage.create({
    data: {
      ...{ workspaceId, invitationId, kind: 'invitation', attempts: 5, lastError: REFUSAL, nextAttemptAt: later(30) },
      ...values,
    },
  })
  const read = () =>
    t.prisma.outboxMessage.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: mail.id } } })
  return { ...person, key: { workspaceId, id: mail.id, now: NOW }, read }
}

const list = (workspaceId: string) =>
  listFailingMails(t.prisma, { workspaceId, secret: TEST_SECRET }, { asked: 1, now: NOW })

describe('the list of mails that did not leave', () => {
  test('tells to whom, what the mail server said, how often and when again; the address is masked', async () => {
    const { workspaceId, participant } = await makeMail()
    const { rows, total } = await list(workspaceId)
    expect(total).toBe(1)
    expect(rows).toMatchObject([
      {
        ...{ kind: 'asking', error: REFUSAL, attempts: 5, nextAt: later(30), mayRetry: true },
        person: { participantId: participant.id, name: participant.name, address: 'p…@firm.test' },
      },
    ])
    expect(JSON.stringify(rows)).not.toContain(participant.email)
  })

  test('has neither what leaves by itself, nor thanks, nor what is long past, nor other workspaces', async () => {
    const { workspaceId } = await makeMail({ lastError: null, attempts: 0 })
    const { invitationId } = await t.prisma.outboxMessage.findFirstOrThrow({ where: { workspaceId } })
    await t.prisma.outboxMessage.createMany({
      data: [
        { workspaceId, invitationId, kind: 'thank-you', state: 'failed', lastError: REFUSAL },
        { workspaceId, invitationId, kind: 'reminder', state: 'sent' },
        { workspaceId, invitationId, kind: 'reminder', state: 'dropped', lastError: 'no longer wanted' },
        { workspaceId, invitationId, kind: 'reminder', state: 'failed', createdAt: new Date('2020-01-01') },
      ],
    })
    await makeMail()
    expect(await list(workspaceId)).toMatchObject({ total: 0, rows: [] })
  })

  test('says of an address that does not exist that it is to be corrected, and offers no other attempt', async () => {
    const { workspaceId, participant, invitationId } = await makeMail({ state: 'failed' })
    const addressHash = hashAddress(TEST_SECRET, workspaceId, participant.email)
    await markBounced(t.prisma, { workspaceId, addressHash, code: '5.1.1', invitationId })
    expect((await list(workspaceId)).rows).toMatchObject([{ isBounced: true, mayRetry: false, nextAt: undefined }])
  })

  test('tells a failed reminder and a failed invitation by the same word: only who has not answered is reminded', async () => {
    const { workspaceId, invitationId } = await makeMail()
    await t.prisma.outboxMessage.create({
      data: { workspaceId, invitationId, kind: 'reminder', state: 'failed', lastError: REFUSAL },
    })
    expect((await list(workspaceId)).rows.map(({ kind }) => kind)).toEqual(['asking', 'asking'])
  })
})

describe('trying again now', () => {
  test('lets a mail leave that waits, and one that was given up, from its first attempt on', async () => {
    for (const values of [{}, { state: 'failed' }]) {
      const { key, read } = await makeMail(values)
      expect(await retryMail(t.prisma, key, nothing)).toEqual({ ok: true })
      expect(await read()).toMatchObject({ state: 'queued', nextAttemptAt: NOW, attempts: 'state' in values ? 0 : 5 })
    }
  })

  test('leaves alone what a worker may hold at this moment: it would leave twice', async () => {
    const { key, read } = await makeMail({ nextAttemptAt: later(5) })
    expect(await retryMail(t.prisma, key, nothing)).toEqual({ ok: false, reason: 'soon' })
    expect((await read()).nextAttemptAt).toEqual(later(5))
  })

  test('waits for the end of quiet hours', async () => {
    const { key, workspaceId, wave, read } = await makeMail()
    const { studyId } = await t.prisma.wave.findFirstOrThrow({ where: { workspaceId, id: wave.id } })
    const settings = makeRhythm({ timeZone: 'UTC', quietFrom: 22, quietTo: 6 })
    await t.prisma.studyRhythm.create({
      data: { workspaceId, id: studyId, active: true, settings, savedAt: NOW, plannedAt: NOW },
    })
    const night = new Date('2026-05-01T23:00:00Z')
    await t.prisma.outboxMessage.updateMany({ where: { workspaceId }, data: { nextAttemptAt: new Date('2026-05-03') } })
    expect(await retryMail(t.prisma, { ...key, now: night }, nothing)).toEqual({ ok: true })
    expect((await read()).nextAttemptAt).toEqual(new Date('2026-05-02T06:00:00Z'))
  })

  test('does nothing for a paused wave, a mail that has left, and another workspace', async () => {
    const { key, workspaceId, wave } = await makeMail()
    expect(await retryMail(t.prisma, { ...key, workspaceId: (await makeWorkspace(t.prisma)).id }, nothing)).toEqual({
      ok: false,
      reason: 'not-failing',
    })
    await t.prisma.wave.update({
      where: { workspaceId_id: { workspaceId, id: wave.id } },
      data: { state: 'paused', pausedAt: NOW },
    })
    expect(await retryMail(t.prisma, key, nothing)).toEqual({ ok: false, reason: 'wave-not-open' })
    const sent = await makeMail({ state: 'sent', lastError: null })
    expect(await retryMail(t.prisma, sent.key, nothing)).toEqual({ ok: false, reason: 'not-failing' })
  })

  test('is not possible for what went to a member: its words are deleted with the last attempt', async () => {
    const { key } = await makeMail({ kind: 'sign-in', invitationId: null, state: 'failed' })
    expect(await retryMail(t.prisma, key, nothing)).toEqual({ ok: false, reason: 'not-failing' })
  })
})

describe('giving up', () => {
  test('ends the attempts, deletes sealed words, and is written down with them', async () => {
    const { key, read } = await makeMail({ kind: 'sign-in', invitationId: null, sealed: new Uint8Array([1, 2]) })
    const order: string[] = []
    expect(await giveUpMail(t.prisma, key, async () => void order.push('recorded'))).toEqual({ ok: true })
    expect(order).toEqual(['recorded'])
    expect(await read()).toMatchObject({ state: 'failed', sealed: null, lastError: REFUSAL })
    expect(await giveUpMail(t.prisma, key, nothing)).toEqual({ ok: false, reason: 'not-failing' })
  })

  test('is undone by nothing that was written down at the same moment', async () => {
    const { key, read } = await makeMail()
    const fault = new Error('the log is full')
    await expect(giveUpMail(t.prisma, key, () => Promise.reject(fault))).rejects.toThrow(fault)
    expect((await read()).state).toBe('queued')
  })
})

test('what waits is counted without thanks, in one workspace', async () => {
  const { workspaceId, invitationId } = await makeMail()
  await t.prisma.outboxMessage.createMany({
    data: [
      { workspaceId, invitationId, kind: 'reminder', nextAttemptAt: later(-10) },
      { workspaceId, invitationId, kind: 'thank-you', nextAttemptAt: later(-60) },
    ],
  })
  await makeMail()
  expect(await readOutboxDepth(t.prisma, workspaceId, NOW)).toEqual({
    ...{ due: 1, later: 1, retrying: 1, oldestAt: later(-10) },
  })
})
