import { beforeEach, describe, expect, test } from 'vitest'
import { publishWave } from '#app/disclosure/publish-wave.server'
import { findTemplate } from '#app/instruments/templates'
import { findInvitation } from '#app/responses/find-invitation.server'
import { holdAssignment } from '#app/responses/hold-assignment.server'
import { submitResponse } from '#app/responses/submit-response.server'
import { advanceStudy } from '#app/studies/advance-study.server'
import { checkPeople } from '#app/studies/check-people.server'
import { countAnswers } from '#app/studies/count-answers.server'
import { makeInvitationToken } from '#app/studies/invitation-token.server'
import { openWave } from '#app/studies/open-wave.server'
import { findUnanswered } from '#app/studies/queue-reminders.server'
import { saveRhythm } from '#app/studies/rhythm/save-rhythm.server'
import { stepWave } from '#app/studies/step-wave.server'
import type { WaveStep } from '#app/studies/wave-life'
import { makeAnswers } from '#tests/factories/make-answers'
import { makeAskingStudy } from '#tests/factories/make-asking-study'
import { makeParticipant } from '#tests/factories/make-participant'
import { makeRelationship } from '#tests/factories/make-relationship'
import { makeResponse } from '#tests/factories/make-response'
import { makeRhythm } from '#tests/factories/make-rhythm'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
/** A Monday, ten o’clock in Berlin. */
const NOW = new Date('2026-03-02T09:00:00Z')
const HOUR = 3_600_000
const DAY = 24 * HOUR
const later = (milliseconds: number) => new Date(NOW.getTime() + milliseconds)
const END = later(14 * DAY)
const partsOf = () => ({ prisma: t.prisma, queue: t.runtime.queue, secret: t.runtime.secret, allowsRehearsal: false })

let world: Awaited<ReturnType<typeof makeAskingStudy>>
let waveId = ''
let key = { workspaceId: '', studyId: '' }

async function open(): Promise<string> {
  const opened = await openWave(partsOf(), { ...key, now: NOW, closesAt: END })
  if (!opened.ok) throw new Error(opened.reason)
  return opened.waveId
}

beforeEach(async () => {
  world = await makeAskingStudy(t.prisma)
  key = { workspaceId: world.workspaceId, studyId: world.studyId }
  waveId = await open()
})

const take = (step: WaveStep, now = later(DAY)) => stepWave(partsOf(), { ...key, waveId, step, now })
const readWave = () =>
  t.prisma.wave.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId: key.workspaceId, id: waveId } } })
const mails = () => t.prisma.outboxMessage.findMany({ where: { workspaceId: key.workspaceId }, orderBy: { id: 'asc' } })
const linkOf = async (participantId: string, now: Date) => {
  const { workspaceId } = key
  const { id } = await t.prisma.invitation.findFirstOrThrow({ where: { workspaceId, waveId, participantId } })
  return findInvitation(t.prisma, { workspaceId, token: makeInvitationToken(t.runtime.secret, workspaceId, id), now })
}

describe('a wave', () => {
  test('takes no answers and sends no mails while it is paused, and gets both back with the time that was lost', async () => {
    expect(await take({ step: 'pause' })).toEqual({ ok: true })
    expect(await linkOf(world.purchaser.id, later(2 * DAY))).toMatchObject({ ok: false, reason: 'paused' })
    expect((await mails()).every(({ nextAttemptAt }) => nextAttemptAt.getUTCFullYear() === 9999)).toBe(true)
    expect(await take({ step: 'resume' }, later(4 * DAY))).toEqual({ ok: true })
    expect(await readWave()).toMatchObject({ state: 'open', closesAt: later(17 * DAY), pausedAt: null })
    expect(await linkOf(world.purchaser.id, later(4 * DAY))).toMatchObject({ ok: true })
    expect((await mails()).map(({ nextAttemptAt, state }) => [nextAttemptAt, state])).toEqual(
      Array(3).fill([later(4 * DAY), 'queued']),
    )
  })

  test('sends what was found without reason while it was paused', async () => {
    await take({ step: 'pause' })
    await t.prisma.outboxMessage.updateMany({
      where: { workspaceId: key.workspaceId },
      data: { state: 'dropped', lastError: 'no longer wanted' },
    })
    await take({ step: 'resume' }, later(4 * DAY))
    expect((await mails()).map(({ state }) => state)).toEqual(['queued', 'queued', 'queued'])
  })

  test('that goes on sends one mail to each person, and none to whom nothing is left', async () => {
    const { workspaceId } = key
    const [answered] = world.sellers
    const invitations = await t.prisma.invitation.findMany({ where: { workspaceId, waveId }, orderBy: { id: 'asc' } })
    await t.prisma.outboxMessage.createMany({
      data: invitations.map(({ id: invitationId }) => ({
        ...{ workspaceId, kind: 'reminder', invitationId, nextAttemptAt: NOW },
        ...{ state: 'failed', lastError: 'no longer wanted' },
      })),
    })
    const own = await t.prisma.assignment.findFirstOrThrow({
      where: { workspaceId, waveId, invitation: { workspaceId, participantId: answered?.id ?? '' } },
    })
    await makeResponse(t.prisma, { assignment: own })
    await take({ step: 'pause' })
    await take({ step: 'resume' }, later(4 * DAY))
    const waiting = (await mails()).filter(({ state }) => state === 'queued')
    expect(waiting.map(({ kind, nextAttemptAt }) => [kind, nextAttemptAt])).toEqual(
      Array(2).fill(['invitation', later(4 * DAY)]),
    )
    const expected = invitations.map(({ id }) => id).filter((id) => id !== own.invitationId)
    expect(waiting.map(({ invitationId }) => invitationId).sort()).toEqual(expected)
    // nothing waits for ever: whoever takes answers back can be reminded
    expect(
      (await mails()).filter(
        ({ nextAttemptAt, state }) => state === 'queued' && nextAttemptAt.getUTCFullYear() === 9999,
      ),
    ).toEqual([])
  })

  test('is opened again before it is published, with what was prepared taken away, and not afterwards', async () => {
    await take({ step: 'close' })
    const { workspaceId } = key
    await t.prisma.participation.create({
      data: {
        workspaceId,
        waveId,
        relationshipId: world.relationships[0]?.id ?? '',
        side: 'buyer',
        invited: 1,
        answered: 0,
      },
    })
    expect(await take({ step: 'reopen', closesAt: END })).toEqual({ ok: true })
    expect(await readWave()).toMatchObject({ state: 'open', closedAt: null, publishAt: null })
    expect(await t.prisma.participation.count({ where: { workspaceId } })).toBe(0)
    expect(await publishWave(t.prisma, { workspaceId, waveId, now: later(2 * DAY) })).toEqual({
      ok: false,
      reason: 'not-closed',
    })
    await take({ step: 'close' }, later(2 * DAY))
    expect(await publishWave(t.prisma, { workspaceId, waveId, now: later(2 * DAY) })).toMatchObject({ ok: true })
    expect(await take({ step: 'reopen', closesAt: END })).toEqual({ ok: false, reason: 'published' })
    await expect(
      t.prisma.wave.update({
        where: { workspaceId_id: { workspaceId, id: waveId } },
        data: { state: 'closed', publishedAt: null },
      }),
    ).rejects.toThrow(/does not go back/)
  })

  test('is not stepped through the address of another study or workspace', async () => {
    const other = await makeAskingStudy(t.prisma)
    const step = { step: 'close' } as const
    for (const wrong of [
      { ...key, studyId: other.studyId },
      { workspaceId: other.workspaceId, studyId: other.studyId },
    ])
      expect(await stepWave(partsOf(), { ...wrong, waveId, step, now: NOW })).toEqual({
        ok: false,
        reason: 'unknown-wave',
      })
  })

  test('asks what it asked when it opened, whatever hand writes it', async () => {
    const change = t.prisma.wave.update({
      where: { workspaceId_id: { workspaceId: key.workspaceId, id: waveId } },
      data: { instrumentName: 'relationship-pulse' },
    })
    await expect(change).rejects.toThrow(/what a wave asks/)
  })
})

describe('after its end', () => {
  beforeEach(async () => {
    await t.prisma.wave.update({
      where: { workspaceId_id: { workspaceId: key.workspaceId, id: waveId } },
      data: { graceMinutes: 120, publishDelayMinutes: 60 },
    })
  })

  async function submit(participantId: string, now: Date) {
    const { workspaceId } = key
    const assignment = await t.prisma.assignment.findFirstOrThrow({
      where: { workspaceId, waveId, invitation: { workspaceId, participantId } },
    })
    const instrument = findTemplate('relationship-core', 1)?.instrument
    if (!instrument) throw new Error('the core instrument is not shipped')
    return submitResponse(t.prisma, {
      assignment: { ...assignment, side: 'supplier' },
      instrument,
      answers: makeAnswers(),
      function: 'sales',
      language: 'en',
      now,
    })
  }
  async function begin(participantId: string) {
    const { workspaceId } = key
    const { id } = await t.prisma.assignment.findFirstOrThrow({
      where: { workspaceId, waveId, invitation: { workspaceId, participantId } },
    })
    await t.prisma.draft.create({ data: { workspaceId, id, fields: {}, savedAt: NOW } })
  }
  const [within, late] = [new Date(END.getTime() + HOUR), new Date(END.getTime() + 3 * HOUR)]

  test('who had begun hands in, others come too late, and then it is published in its time', async () => {
    const [begun, other] = world.sellers
    if (!begun || !other) throw new Error('there are two sellers')
    await begin(begun.id)
    expect((await advanceStudy(partsOf(), key, END)).closed).toBe(1)
    const { workspaceId, studyId } = key
    expect(await t.prisma.auditEntry.findMany({ where: { workspaceId } })).toMatchObject([
      { actorKind: 'system', action: 'wave-closed', objectId: waveId, details: JSON.stringify({ study: studyId }) },
    ])
    expect(await readWave()).toMatchObject({ state: 'closing', graceUntil: new Date(END.getTime() + 2 * HOUR) })
    expect(await linkOf(begun.id, within)).toMatchObject({ ok: true })
    expect(await linkOf(other.id, within)).toMatchObject({ ok: false, reason: 'closed' })
    expect(await submit(other.id, within)).toEqual({ ok: false, reason: 'closed' })
    expect(await publishWave(t.prisma, { ...key, waveId, now: within })).toEqual({ ok: false, reason: 'not-closed' })
    expect(await submit(begun.id, within)).toEqual({ ok: true, isRepeat: false })
    await advanceStudy(partsOf(), key, late)
    expect(await readWave()).toMatchObject({ state: 'closed', publishAt: new Date(late.getTime() + HOUR) })
    expect(await publishWave(t.prisma, { ...key, waveId, now: late })).toEqual({ ok: false, reason: 'not-closed' })
    const due = new Date(late.getTime() + HOUR)
    expect(await advanceStudy(partsOf(), key, due)).toMatchObject({ publishing: 1 })
    expect(await publishWave(t.prisma, { ...key, waveId, now: due })).toMatchObject({ ok: true, responses: 1 })
  })

  test('what was begun is too late when the time for it is over', async () => {
    const [begun] = world.sellers
    if (!begun) throw new Error('there are two sellers')
    await begin(begun.id)
    expect(await linkOf(begun.id, late)).toMatchObject({ ok: false, reason: 'closed' })
    expect(await submit(begun.id, late)).toEqual({ ok: false, reason: 'closed' })
    const assignment = await t.prisma.assignment.findFirstOrThrow({ where: { workspaceId: key.workspaceId, waveId } })
    const held = await t.prisma.$transaction((tx) =>
      holdAssignment(tx, { assignment: { ...assignment, side: 'supplier' }, now: late, holdsWave: true }),
    )
    expect(held).toBeUndefined()
  })
})

describe('people', () => {
  const check = (now = later(DAY)) => checkPeople(partsOf(), { ...key, waveId, now })

  test('who are added while a wave is open are asked too, and once', async () => {
    const { workspaceId } = key
    const [relationship] = world.relationships
    if (!relationship) throw new Error('there are two relationships')
    const engineer = await makeParticipant(t.prisma, { workspaceId, organizationId: world.buyer.id })
    await t.prisma.informant.create({
      data: { workspaceId, relationshipId: relationship.id, participantId: engineer.id },
    })
    expect(await check()).toEqual({ joined: 1, left: 0 })
    expect(await linkOf(engineer.id, later(DAY))).toMatchObject({ ok: true })
    expect(await check()).toEqual({ joined: 0, left: 0 })
    expect((await mails()).length).toBe(4)
  })

  test('find a relationship that is added behind the link that they have, after the others', async () => {
    const { workspaceId } = key
    const relationship = await makeRelationship(t.prisma, { workspaceId, buyerId: world.buyer.id })
    await t.prisma.informant.create({
      data: { workspaceId, relationshipId: relationship.id, participantId: world.purchaser.id },
    })
    await t.prisma.studyRelationship.create({ data: { ...key, relationshipId: relationship.id } })
    await t.prisma.outboxMessage.updateMany({ where: { workspaceId }, data: { state: 'sent', sentAt: NOW } })
    expect(await check()).toEqual({ joined: 1, left: 0 })
    const own = await t.prisma.assignment.findMany({
      where: { workspaceId, waveId, invitation: { workspaceId, participantId: world.purchaser.id } },
      orderBy: { position: 'asc' },
    })
    expect(own.map(({ position }) => position)).toEqual([0, 1, 2])
    expect(own[2]?.relationshipId).toBe(relationship.id)
    expect((await mails()).filter(({ state }) => state === 'queued').length).toBe(1)
  })

  test('are not asked in the last hour', async () => {
    const { workspaceId } = key
    const engineer = await makeParticipant(t.prisma, { workspaceId, organizationId: world.buyer.id })
    const relationshipId = world.relationships[0]?.id ?? ''
    await t.prisma.informant.create({ data: { workspaceId, relationshipId, participantId: engineer.id } })
    expect(await check(new Date(END.getTime() - HOUR / 2))).toEqual({ joined: 0, left: 0 })
  })

  test('who leave are not waited for; what they have answered stays', async () => {
    const { workspaceId } = key
    const [first] = await t.prisma.assignment.findMany({
      where: { workspaceId, waveId, invitation: { workspaceId, participantId: world.purchaser.id } },
    })
    if (!first) throw new Error('nobody was asked')
    await makeResponse(t.prisma, { assignment: first })
    await t.prisma.participant.updateMany({ where: { workspaceId, id: world.purchaser.id }, data: { active: false } })
    expect(await check()).toEqual({ joined: 0, left: 1 })
    expect(await linkOf(world.purchaser.id, later(DAY))).toMatchObject({ ok: false, reason: 'revoked' })
    const left = await t.prisma.assignment.findMany({
      where: { workspaceId, waveId, invitation: { workspaceId, participantId: world.purchaser.id } },
    })
    expect(left.length).toBe(2)
    expect(await countAnswers(t.prisma, workspaceId, waveId)).toMatchObject({ invited: 3, answered: 1 })
    // and who comes back is asked what is missing
    await t.prisma.participant.updateMany({ where: { workspaceId, id: world.purchaser.id }, data: { active: true } })
    expect(await check()).toEqual({ joined: 1, left: 0 })
    expect(await linkOf(world.purchaser.id, later(DAY))).toMatchObject({ ok: true })
    expect((await mails()).length).toBe(3)
  })

  test('who are set to left by mistake find their drafts again when they are set back, even in the last hour', async () => {
    const { workspaceId } = key
    const fields = { trust_1: '6' }
    const own = await t.prisma.assignment.findMany({
      where: { workspaceId, waveId, invitation: { workspaceId, participantId: world.purchaser.id } },
    })
    for (const { id } of own) await t.prisma.draft.create({ data: { workspaceId, id, fields, savedAt: NOW } })
    const setActive = (active: boolean) => t.prisma.participant.updateMany({ where: { workspaceId }, data: { active } })
    await setActive(false)
    expect(await check()).toEqual({ joined: 0, left: 3 })
    expect(await countAnswers(t.prisma, workspaceId, waveId)).toMatchObject({ invited: 0 })
    // one mail had not left in time: its person is told of the wave now
    await t.prisma.outboxMessage.updateMany({ where: { workspaceId }, data: { state: 'sent', sentAt: NOW } })
    const [unsent] = await mails()
    const unsentId = { workspaceId_id: { workspaceId, id: unsent?.id ?? '' } }
    await t.prisma.outboxMessage.update({ where: unsentId, data: { state: 'failed', lastError: 'no longer wanted' } })
    await setActive(true)
    expect(await check(new Date(END.getTime() - HOUR / 2))).toEqual({ joined: 3, left: 0 })
    expect(await linkOf(world.purchaser.id, later(DAY))).toMatchObject({ ok: true })
    expect(await t.prisma.draft.findMany({ where: { workspaceId } })).toMatchObject([{ fields }, { fields }])
    const told = (await mails()).filter(({ state }) => state === 'queued')
    expect(told.map(({ invitationId }) => invitationId)).toEqual([unsent?.invitationId])
  })

  test('who left and answered nothing are not counted among those asked when the wave is published', async () => {
    const { workspaceId } = key
    await t.prisma.participant.updateMany({ where: { workspaceId, id: world.purchaser.id }, data: { active: false } })
    await check()
    await take({ step: 'close' })
    expect(await publishWave(t.prisma, { workspaceId, waveId, now: later(DAY) })).toMatchObject({ ok: true })
    const rows = await t.prisma.participation.findMany({ where: { workspaceId, waveId }, orderBy: { side: 'asc' } })
    expect(rows.map(({ side, invited }) => [side, invited])).toEqual([
      ['buyer', 0],
      ['buyer', 0],
      ['supplier', 1],
      ['supplier', 1],
    ])
    expect(await t.prisma.assignment.count({ where: { workspaceId, waveId } })).toBe(2)
  })

  test('whom a respondent named in their place are asked from the next wave on, as was said', async () => {
    const { workspaceId } = key
    const [assignment] = await t.prisma.assignment.findMany({ where: { workspaceId, waveId, side: 'buyer' } })
    if (!assignment) throw new Error('nobody was asked')
    const colleague = await makeParticipant(t.prisma, { workspaceId, organizationId: world.buyer.id })
    await t.prisma.handover.create({
      data: {
        workspaceId,
        id: assignment.id,
        colleagueName: 'Ali',
        colleagueEmail: colleague.email,
        proposedAt: NOW,
        decidedAt: NOW,
      },
    })
    await t.prisma.informant.create({
      data: { workspaceId, relationshipId: assignment.relationshipId, participantId: colleague.id },
    })
    expect(await check()).toEqual({ joined: 0, left: 0 })
  })

  test('are reminded only of what is left, and not while another mail is on its way', async () => {
    const { workspaceId } = key
    const unanswered = async () => (await findUnanswered(t.prisma, { workspaceId, waveId })).length
    expect(await unanswered()).toBe(0)
    await t.prisma.outboxMessage.updateMany({ where: { workspaceId }, data: { state: 'sent', sentAt: NOW } })
    expect(await unanswered()).toBe(3)
    const [seller] = world.sellers
    const own = await t.prisma.assignment.findFirstOrThrow({
      where: { workspaceId, waveId, invitation: { workspaceId, participantId: seller?.id ?? '' } },
    })
    await makeResponse(t.prisma, { assignment: own })
    expect(await unanswered()).toBe(2)
  })
})

describe('reminders', () => {
  test('leave once on their day, for each person outside of the quiet hours of their own clock', async () => {
    const { workspaceId } = key
    await take({ step: 'close' })
    await publishWave(t.prisma, { workspaceId, waveId, now: later(DAY) })
    await saveRhythm(t.prisma, key, { rhythm: makeRhythm({ reminders: [2, 4] }), active: false, now: NOW })
    const [seller] = world.sellers
    await t.prisma.participant.updateMany({
      where: { workspaceId, id: seller?.id ?? '' },
      data: { timeZone: 'America/New_York' },
    })
    const opened = await openWave(partsOf(), { ...key, now: later(DAY), closesAt: END })
    if (!opened.ok) throw new Error(opened.reason)
    await t.prisma.outboxMessage.updateMany({ where: { workspaceId }, data: { state: 'sent', sentAt: NOW } })
    // Tuesday 3 March and two days: Thursday at nine in Berlin
    const due = new Date('2026-03-05T08:00:00Z')
    expect(await advanceStudy(partsOf(), key, new Date(due.getTime() - 1))).toMatchObject({ reminded: 0 })
    expect(await advanceStudy(partsOf(), key, due)).toMatchObject({ reminded: 3 })
    expect(await advanceStudy(partsOf(), key, due)).toMatchObject({ reminded: 0 })
    const reminders = await t.prisma.outboxMessage.findMany({
      where: { workspaceId, kind: 'reminder' },
      include: { invitation: true },
    })
    const morning = reminders.find(({ invitation }) => invitation?.participantId === seller?.id)
    expect(morning?.nextAttemptAt).toEqual(new Date('2026-03-05T13:00:00Z'))
    expect(reminders.filter(({ nextAttemptAt }) => nextAttemptAt.getTime() === due.getTime()).length).toBe(2)
  })
})

describe('a publication', () => {
  const publish = () => publishWave(t.prisma, { workspaceId: key.workspaceId, waveId, now: later(DAY) })
  const setLease = (publishingUntil: Date) =>
    t.prisma.wave.updateMany({ where: { workspaceId: key.workspaceId, id: waveId }, data: { publishingUntil } })
  beforeEach(async () => {
    const assignments = await t.prisma.assignment.findMany({ where: { workspaceId: key.workspaceId, waveId } })
    for (const assignment of assignments) await makeResponse(t.prisma, { assignment })
    await take({ step: 'close' })
  })

  test('runs once, however many begin at the same moment', async () => {
    const results = await Promise.all([publish(), publish(), publish()])
    expect(results.filter(({ ok }) => ok)).toMatchObject([{ responses: 4 }])
    expect(results.filter(({ ok }) => !ok)).toEqual(Array(2).fill({ ok: false, reason: 'publishing' }))
    expect(await readWave()).toMatchObject({ state: 'published', publishingUntil: null })
    const where = { workspaceId: key.workspaceId, waveId }
    expect(await t.prisma.participation.count({ where })).toBe(4)
    const places = (await t.prisma.releasedRow.findMany({ where })).map(({ scope, scopeKey, side, measure, ...row }) =>
      [scope, scopeKey, side, row.function, measure].join(' '),
    )
    expect(places.length).toBeGreaterThan(0)
    expect(new Set(places).size).toBe(places.length)
  })

  test('that was cut off keeps others from the wave for a while, and then no more', async () => {
    await setLease(new Date(Date.now() + HOUR))
    expect(await publish()).toEqual({ ok: false, reason: 'publishing' })
    await setLease(new Date(Date.now() - 1000))
    expect(await publish()).toMatchObject({ ok: true, responses: 4 })
  })

  test('that fails leaves the wave to the next one at once', async () => {
    const failing = t.prisma.$extends({
      query: { participation: { deleteMany: () => Promise.reject(new Error('the disk is full')) } },
    }) as unknown as typeof t.prisma
    const failed = publishWave(failing, { workspaceId: key.workspaceId, waveId, now: later(DAY) })
    await expect(failed).rejects.toThrow('the disk is full')
    expect(await publish()).toMatchObject({ ok: true, responses: 4 })
  })
})

describe('at the same moment', () => {
  test('of two who close a wave one does, and both closing and extending leave a wave that fits together', async () => {
    const results = await Promise.all([take({ step: 'close' }), take({ step: 'close' })])
    expect(results).toContainEqual({ ok: true })
    expect(results).toContainEqual({ ok: false, reason: 'not-open' })
  })

  test('steps in every order come out one after the other', async () => {
    const end = new Date(END.getTime() + DAY)
    for (let round = 0; round < 8; round++) {
      const steps: WaveStep[] = [
        { step: 'pause' },
        { step: 'resume' },
        { step: 'extend', closesAt: new Date(end.getTime() + round * DAY) },
        { step: 'close' },
        { step: 'reopen', closesAt: end },
        { step: 'publish-now' },
      ]
      const rotated = [...steps.slice(round % steps.length), ...steps.slice(0, round % steps.length)]
      const results = await Promise.all(rotated.map((step) => take(step)))
      expect(results.some(({ ok }) => ok)).toBe(true)
      const wave = await readWave()
      expect(wave.closedAt === null).toBe(['open', 'paused'].includes(wave.state))
    }
  })
})
