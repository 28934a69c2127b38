// Runs on both databases: how far people are, reminders by hand, who else could be asked, personal links.
import { describe, expect, test } from 'vitest'
import { NOT_WANTED } from '#app/mail/mail-kinds'
import { chooseMails } from '#app/mail/suppressions.server'
import { listInvited, showPersonalLink } from '#app/studies/control-room/personal-links.server'
import { readParticipation } from '#app/studies/control-room/read-participation.server'
import { previewReminder, remindNow } from '#app/studies/control-room/remind-now.server'
import { askAlso, findWhoElse } from '#app/studies/control-room/who-else.server'
import { hashInvitationToken } from '#app/studies/invitation-token.server'
import type { Audience } from '#app/studies/promise'
import { makeAssignment } from '#tests/factories/make-assignment'
import { makeInvitation } from '#tests/factories/make-invitation'
import { makeOrganization } from '#tests/factories/make-organization'
import { makeParticipant } from '#tests/factories/make-participant'
import { makeRelationship } from '#tests/factories/make-relationship'
import { makeResponse } from '#tests/factories/make-response'
import { makeRhythm } from '#tests/factories/make-rhythm'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useRuntime } from '#tests/setup/test-runtime'
import { TEST_SECRET } from '#tests/setup/test-settings'

const t = useRuntime({ ofItsOwn: true })
const NOW = new Date('2026-03-02T10:00:00Z')
const HOUR = 3_600_000
const nothing = async () => {}

/** One relationship with four buyers and three sellers asked, and one more person known at the buyer. */
async function makeRunningWave() {
  const workspaceId = (await makeWorkspace(t.prisma)).id
  const buyer = await makeOrganization(t.prisma, { workspaceId })
  const supplier = await makeOrganization(t.prisma, { workspaceId })
  const relationship = await makeRelationship(t.prisma, { workspaceId, buyerId: buyer.id, supplierId: supplier.id })
  const relationshipId = relationship.id
  const study = await makeStudy(t.prisma, { workspaceId, relationshipIds: [relationshipId] })
  const wave = await makeWave(t.prisma, { workspaceId, studyId: study.id })
  const ask = async (side: 'buyer' | 'supplier') => {
    const organizationId = side === 'buyer' ? buyer.id : supplier.id
    const participant = await makeParticipant(t.prisma, { workspaceId, organizationId })
    await t.prisma.informant.create({ data: { workspaceId, relationshipId, participantId: participant.id } })
    const invitation = await makeInvitation(t.prisma, { workspaceId, waveId: wave.id, participantId: participant.id })
    const place = { workspaceId, waveId: wave.id, relationshipId, invitationId: invitation.id, side }
    const assignment = await makeAssignment(t.prisma, place)
    return { participant, invitation, assignment, side }
  }
  const people: Awaited<ReturnType<typeof ask>>[] = []
  for (const side of ['buyer', 'buyer', 'buyer', 'buyer', 'supplier', 'supplier', 'supplier'] as const)
    people.push(await ask(side))
  const colleague = await makeParticipant(t.prisma, { workspaceId, organizationId: buyer.id, name: 'A colleague' })
  const key = { workspaceId, studyId: study.id, waveId: wave.id }
  const at = (index: number) => {
    const person = people[index]
    if (!person) throw new Error('there are seven people')
    return person
  }
  const mail = (index: number, values: object) =>
    t.prisma.outboxMessage.create({
      data: { workspaceId, kind: 'invitation', invitationId: at(index).invitation.id, ...values },
    })
  const answer = (index: number) => {
    return makeResponse(t.prisma, { assignment: at(index).assignment })
  }
  const read = async (audience: Audience = 'shared') =>
    readParticipation(t.prisma, { workspaceId, id: wave.id, state: 'open', audience, minimumGroupSize: 3 })
  return { workspaceId, key, wave, buyer, supplier, relationshipId, people, at, colleague, mail, answer, read }
}

describe('how far the people of a wave are', () => {
  test('is counted in all, by side, and by side of each relationship', async () => {
    const { workspaceId, at, mail, answer, read } = await makeRunningWave()
    await mail(0, { state: 'sent', sentAt: NOW })
    await mail(1, { state: 'failed', lastError: 'mail server: EENVELOPE RCPT TO 550 5.1.1' })
    await mail(2, { state: 'dropped', lastError: NOT_WANTED })
    await mail(3, {})
    await mail(0, { kind: 'reminder', state: 'sent', sentAt: NOW })
    await mail(0, { kind: 'thank-you' })
    await answer(0)
    await t.prisma.draft.create({
      data: { workspaceId, id: at(1).assignment.id, fields: {}, savedAt: NOW },
    })
    await t.prisma.invitation.update({
      where: { workspaceId_id: { workspaceId, id: at(2).invitation.id } },
      data: { wasOpened: true },
    })
    const { total, sides, rows } = await read()
    const buyers = {
      ...{ people: 4, delivered: 1, waiting: 1, bounced: 1, questionnaires: 4 },
      progress: { unwanted: 1, opened: 3, started: 2, submitted: 1 },
    }
    expect(sides.buyer).toEqual(buyers)
    expect(sides.supplier).toMatchObject({ people: 3, progress: { opened: 0, submitted: 0 } })
    expect(total).toMatchObject({ people: 7, questionnaires: 7, progress: { opened: 3, submitted: 1 } })
    expect(rows).toMatchObject([
      { side: 'buyer', ...buyers, needed: 2, missingPeople: 0, candidates: 1 },
      { side: 'supplier', people: 3, needed: 3, candidates: 0 },
    ])
  })

  test('counts somebody with several relationships once as a person, and once for each questionnaire', async () => {
    const { workspaceId, key, at, buyer, read } = await makeRunningWave()
    const other = await makeRelationship(t.prisma, { workspaceId, buyerId: buyer.id })
    const { invitation } = at(0)
    const place = { workspaceId, waveId: key.waveId, relationshipId: other.id, invitationId: invitation.id }
    await makeAssignment(t.prisma, { ...place, side: 'buyer', position: 1 })
    const { total, rows } = await read()
    expect(total).toMatchObject({ people: 7, questionnaires: 8 })
    expect(rows).toHaveLength(4)
    // one person alone: how far they are is not told, and neither is what would be left of the others
    expect(rows.filter(({ side, progress }) => side === 'buyer' && progress)).toEqual([])
  })

  test('leaves out who left without an answer, and tells nothing of another workspace', async () => {
    const { workspaceId, at, read, key } = await makeRunningWave()
    await t.prisma.invitation.update({
      where: { workspaceId_id: { workspaceId, id: at(0).invitation.id } },
      data: { revokedAt: NOW },
    })
    expect((await read()).total).toMatchObject({ people: 6, questionnaires: 6 })
    const stranger = (await makeWorkspace(t.prisma)).id
    const wave = {
      workspaceId: stranger,
      id: key.waveId,
      state: 'open',
      audience: 'shared',
      minimumGroupSize: 3,
    } as const
    expect(await readParticipation(t.prisma, wave)).toMatchObject({ total: { people: 0 }, rows: [] })
  })
})

test('a wave with 10,000 people is counted whole', async () => {
  const workspaceId = (await makeWorkspace(t.prisma)).id
  const buyer = await makeOrganization(t.prisma, { workspaceId })
  const study = await makeStudy(t.prisma, { workspaceId })
  const wave = await makeWave(t.prisma, { workspaceId, studyId: study.id })
  const supplier = await makeOrganization(t.prisma, { workspaceId })
  // 2,000 relationships with five people each, half of whom have answered
  await t.database.executeSql(`
    INSERT INTO relationship (workspace_id, id, code, buyer_id, supplier_id, category)
      SELECT '${workspaceId}', gen_random_uuid(), 'R' || n, '${buyer.id}', '${supplier.id}', 'c' || n FROM generate_series(1, 2000) n;
    INSERT INTO participant (workspace_id, id, organization_id, email, name, language, function)
      SELECT '${workspaceId}', gen_random_uuid(), CASE WHEN n % 2 = 0 THEN '${buyer.id}' ELSE '${supplier.id}' END::uuid,
        'p' || n || '@firm.test', 'P' || n, 'en', 'sales' FROM generate_series(1, 10000) n;
    INSERT INTO invitation (workspace_id, id, wave_id, participant_id, token_hash, language)
      SELECT p.workspace_id, gen_random_uuid(), '${wave.id}', p.id, sha256(p.email::bytea), 'en' FROM participant p;
    INSERT INTO assignment (workspace_id, id, invitation_id, wave_id, relationship_id, side, position)
      SELECT i.workspace_id, gen_random_uuid(), i.id, i.wave_id, r.id, CASE WHEN i.n % 2 = 0 THEN 'buyer' ELSE 'supplier' END, 0
      FROM (SELECT *, row_number() OVER () AS n FROM invitation) i
      JOIN (SELECT *, row_number() OVER () AS n FROM relationship) r ON r.n = 1 + i.n % 2000;
    INSERT INTO outbox_message (workspace_id, id, kind, invitation_id, state, sent_at)
      SELECT workspace_id, gen_random_uuid(), 'invitation', id, 'sent', now() - interval '2 days' FROM invitation;
    INSERT INTO response (workspace_id, id, wave_id, relationship_id, side, function, language, instrument_name,
        instrument_version, answers, scores, submitted_at)
      SELECT workspace_id, id, wave_id, relationship_id, side, 'sales', 'en', 'relationship-core', 1, '{}', '{}', now()
      FROM assignment WHERE ('x' || substr(id::text, 1, 1))::bit(4)::int % 2 = 0`)
  const began = performance.now()
  const told = await readParticipation(t.prisma, {
    ...{ workspaceId, id: wave.id, state: 'open', audience: 'shared' as const, minimumGroupSize: 3 },
  })
  const counted = performance.now()
  const { people } = await previewReminder(t.prisma, {
    ...{ workspaceId, studyId: study.id, waveId: wave.id, secret: TEST_SECRET, now: new Date() },
  })
  const previewed = performance.now()
  expect(told.total).toMatchObject({ people: 10_000, delivered: 10_000 })
  expect(told.rows).toHaveLength(4000)
  expect(people).toBe(10_000 - (told.total.progress?.submitted ?? 0))
  if (process.env.BENCH_CONTROL) console.log({ counted: counted - began, previewed: previewed - counted })
})

describe('a reminder by hand', () => {
  const ask = (key: { workspaceId: string; studyId: string; waveId: string }, now = NOW) => ({
    ...{ ...key, secret: TEST_SECRET, now },
  })
  const remind = (key: Parameters<typeof ask>[0], now = NOW) =>
    remindNow({ prisma: t.prisma, queue: t.runtime.queue }, ask(key, now), nothing)
  const reminders = (workspaceId: string) =>
    t.prisma.outboxMessage.findMany({ where: { workspaceId, kind: 'reminder', state: 'queued' } })

  test('goes to who has something left, wants it, and got none of late; the preview says how many', async () => {
    const { workspaceId, key, at, mail, answer } = await makeRunningWave()
    await answer(0)
    await mail(1, { kind: 'reminder', state: 'sent', sentAt: new Date(NOW.getTime() - HOUR) })
    await mail(2, { state: 'queued' })
    const { participant } = at(3)
    await chooseMails(t.prisma, TEST_SECRET, { workspaceId, participantId: participant.id, choice: 'no-reminders' })
    await mail(4, { kind: 'reminder', state: 'sent', sentAt: new Date(NOW.getTime() - 30 * HOUR) })
    await mail(5, { state: 'sent', sentAt: new Date(NOW.getTime() - HOUR) })
    expect((await previewReminder(t.prisma, ask(key))).people).toBe(3)
    expect(await remind(key)).toEqual({ ok: true, people: 3 })
    const reached = (await reminders(workspaceId)).map(({ invitationId }) => invitationId)
    expect(reached.sort()).toEqual([4, 5, 6].map((index) => at(index).invitation.id).sort())
  })

  test('leaves once for two clicks at once, and a second one finds nobody', async () => {
    const { workspaceId, key } = await makeRunningWave()
    const results = await Promise.all([remind(key), remind(key)])
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await reminders(workspaceId)).toHaveLength(7)
    await t.prisma.outboxMessage.updateMany({ where: { workspaceId }, data: { state: 'sent', sentAt: NOW } })
    expect(await remind(key, new Date(NOW.getTime() + HOUR))).toEqual({ ok: false, reason: 'nobody-to-remind' })
    expect(await remind(key, new Date(NOW.getTime() + 25 * HOUR))).toEqual({ ok: true, people: 7 })
  })

  test('waits for the end of quiet hours where the person lives', async () => {
    const { workspaceId, key, at } = await makeRunningWave()
    await t.prisma.participant.update({
      where: { workspaceId_id: { workspaceId, id: at(0).participant.id } },
      data: { timeZone: 'Pacific/Auckland' },
    })
    const settings = makeRhythm({ timeZone: 'UTC', quietFrom: 20, quietTo: 7 })
    await t.prisma.studyRhythm.create({
      data: { workspaceId, id: key.studyId, active: true, settings, savedAt: NOW, plannedAt: NOW },
    })
    const { first, last } = await previewReminder(t.prisma, ask(key))
    expect([first.toISOString(), last.toISOString()]).toEqual([NOW.toISOString(), '2026-03-02T18:00:00.000Z'])
    await remind(key)
    const late = (await reminders(workspaceId)).find(({ invitationId }) => invitationId === at(0).invitation.id)
    expect(late?.nextAttemptAt).toEqual(last)
  })

  test.each(['paused', 'closing', 'closed'])('is refused while a wave is %s', async (state) => {
    const { workspaceId, key } = await makeRunningWave()
    await t.prisma.wave.update({
      where: { workspaceId_id: { workspaceId, id: key.waveId } },
      data: { state, ...(state === 'paused' ? { pausedAt: NOW } : { closedAt: NOW }) },
    })
    expect(await remind(key)).toEqual({ ok: false, reason: 'not-open' })
    expect(await reminders(workspaceId)).toEqual([])
  })
})

describe('who else could be asked', () => {
  test('are known people of the firm who are not; they are asked at once, and their deed is written down', async () => {
    const { key, relationshipId, colleague, buyer, read } = await makeRunningWave()
    await makeParticipant(t.prisma, { workspaceId: key.workspaceId, organizationId: buyer.id, active: false })
    const cell = { ...key, relationshipId, side: 'buyer' as const }
    expect(await findWhoElse(t.prisma, cell)).toMatchObject({
      total: 1,
      people: [{ id: colleague.id, isNamed: false }],
    })
    const parts = { prisma: t.prisma, queue: t.runtime.queue, secret: TEST_SECRET }
    const added: number[] = []
    const done = await askAlso(parts, { ...cell, participantIds: [colleague.id], now: NOW }, async (_tx, count) => {
      added.push(count)
    })
    expect(done).toEqual({ ok: true, named: 1, joined: 1 })
    expect(added).toEqual([1])
    expect(await findWhoElse(t.prisma, cell)).toMatchObject({ total: 0 })
    expect((await read()).total.people).toBe(8)
  })

  test('are not people of another firm', async () => {
    const { key, relationshipId, colleague } = await makeRunningWave()
    const parts = { prisma: t.prisma, queue: t.runtime.queue, secret: TEST_SECRET }
    const cell = { ...key, relationshipId, side: 'supplier' as const }
    const ask = { ...cell, participantIds: [colleague.id], now: NOW }
    expect(await askAlso(parts, ask, nothing)).toEqual({ ok: false, reason: 'unknown-people' })
    expect(await findWhoElse(t.prisma, { ...cell, workspaceId: (await makeWorkspace(t.prisma)).id })).toBeUndefined()
  })
})

describe('a personal link', () => {
  const show = (key: { workspaceId: string; waveId: string }, invitationId: string, secret = TEST_SECRET) =>
    showPersonalLink({ prisma: t.prisma, secret }, { ...key, invitationId, now: NOW }, nothing)

  test('is the one of the mails, and its person is told that it was taken', async () => {
    const { workspaceId, key, at } = await makeRunningWave()
    const { invitation, participant } = at(0)
    const shown = await show(key, invitation.id)
    expect(shown).toEqual({ ok: true, token: invitation.token, name: participant.name })
    const stored = await t.prisma.invitation.findUniqueOrThrow({
      where: { workspaceId_id: { workspaceId, id: invitation.id } },
    })
    expect(stored.linkShownAt).toEqual(NOW)
    expect(Buffer.from(stored.tokenHash)).toEqual(Buffer.from(hashInvitationToken(invitation.token)))
  })

  test('is shown to nobody once it was opened or anything was entered with it', async () => {
    const { workspaceId, key, at, answer } = await makeRunningWave()
    await answer(0)
    await t.prisma.draft.create({ data: { workspaceId, id: at(1).assignment.id, fields: {}, savedAt: NOW } })
    await t.prisma.handover.create({ data: { workspaceId, id: at(2).assignment.id, proposedAt: NOW } })
    await t.prisma.invitation.update({
      where: { workspaceId_id: { workspaceId, id: at(3).invitation.id } },
      data: { wasOpened: true },
    })
    for (const index of [0, 1, 2, 3])
      expect(await show(key, at(index).invitation.id), String(index)).toEqual({ ok: false, reason: 'opened' })
    expect(await t.prisma.invitation.count({ where: { workspaceId, linkShownAt: { not: null } } })).toBe(0)
  })

  test('is not made up for strangers, after the wave, or with another secret', async () => {
    const { workspaceId, key, at } = await makeRunningWave()
    const { id } = at(0).invitation
    const stranger = (await makeWorkspace(t.prisma)).id
    expect(await show({ ...key, workspaceId: stranger }, id)).toEqual({ ok: false, reason: 'unknown-person' })
    expect(await show(key, id, `${TEST_SECRET}!`)).toEqual({ ok: false, reason: 'other-secret' })
    await t.prisma.wave.update({
      where: { workspaceId_id: { workspaceId, id: key.waveId } },
      data: { state: 'closed', closedAt: NOW },
    })
    expect(await show(key, id)).toEqual({ ok: false, reason: 'wave-over' })
  })

  test('is offered by name, firm or address, without a word on who has answered', async () => {
    const { key, at, colleague, supplier } = await makeRunningWave()
    const list = await listInvited(t.prisma, key, '', 1)
    expect(list.total).toBe(7)
    expect(Object.keys(list.rows[0] ?? {}).sort()).toEqual(['invitationId', 'name', 'organizationName'])
    expect((await listInvited(t.prisma, key, at(0).participant.email, 1)).rows).toHaveLength(1)
    expect((await listInvited(t.prisma, key, supplier.name, 9)).total).toBe(3)
    expect((await listInvited(t.prisma, key, colleague.name, 1)).total).toBe(0)
  })
})
