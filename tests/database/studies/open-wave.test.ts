import { beforeEach, expect, test } from 'vitest'
import { publishWave } from '#app/disclosure/publish-wave.server'
import { fromReleaseStore } from '#app/disclosure/release'
import { saveDraft } from '#app/responses/save-draft.server'
import { advanceStudy } from '#app/studies/advance-study.server'
import { closeWave } from '#app/studies/close-wave.server'
import { findDueStudies } from '#app/studies/find-due-studies.server'
import { hashInvitationToken, makeInvitationToken } from '#app/studies/invitation-token.server'
import { openWave } from '#app/studies/open-wave.server'
import { countAsked } from '#app/studies/plan-invitations'
import { planWave } from '#app/studies/plan-wave.server'
import { makeOrganization } from '#tests/factories/make-organization'
import { makeParticipant } from '#tests/factories/make-participant'
import { makeRelationship } from '#tests/factories/make-relationship'
import { makeResponse } from '#tests/factories/make-response'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const NOW = new Date('2026-03-02T09:00:00Z')
const LATER = new Date('2026-03-23T09:00:00Z')

let workspaceId = ''
let world: Awaited<ReturnType<typeof makeWorld>>

/** A buyer with two suppliers; its purchaser speaks about both, everybody else about one. */
async function makeWorld() {
  const buyer = await makeOrganization(t.prisma, { workspaceId })
  const suppliers = [
    await makeOrganization(t.prisma, { workspaceId }),
    await makeOrganization(t.prisma, { workspaceId }),
  ]
  const purchaser = await makeParticipant(t.prisma, { workspaceId, organizationId: buyer.id })
  const relationships = []
  for (const [index, supplier] of suppliers.entries()) {
    const seller = await makeParticipant(t.prisma, { workspaceId, organizationId: supplier.id })
    const relationship = await makeRelationship(t.prisma, {
      workspaceId,
      buyerId: buyer.id,
      supplierId: supplier.id,
      annualSpend: 1000 * (index + 1),
    })
    for (const { id } of [purchaser, seller])
      await t.prisma.informant.create({ data: { workspaceId, relationshipId: relationship.id, participantId: id } })
    relationships.push(relationship)
  }
  return { purchaser, relationships, relationshipIds: relationships.map(({ id }) => id) }
}

beforeEach(async () => {
  workspaceId = (await makeWorkspace(t.prisma)).id
  world = await makeWorld()
})

const open = (studyId: string) => {
  const { queue, secret } = t.runtime
  return openWave({ prisma: t.prisma, queue, secret }, { workspaceId, studyId, now: NOW, closesAt: LATER })
}

test('everybody gets one invitation and one mail, with a questionnaire per relationship, the dearest first', async () => {
  const study = await makeStudy(t.prisma, { workspaceId, relationshipIds: world.relationshipIds })
  expect(await open(study.id)).toMatchObject({ ok: true, invitations: 3, relationships: 2 })
  expect(await t.prisma.outboxMessage.count({ where: { workspaceId, state: 'queued' } })).toBe(3)
  const own = await t.prisma.assignment.findMany({
    where: { workspaceId, invitation: { workspaceId, participantId: world.purchaser.id } },
    orderBy: { position: 'asc' },
  })
  expect(own.map(({ relationshipId }) => relationshipId)).toEqual([...world.relationshipIds].reverse())
  expect(own.map(({ side }) => side)).toEqual(['buyer', 'buyer'])
})

test('of a link only the hash of its secret is stored, and every secret is another', async () => {
  const study = await makeStudy(t.prisma, { workspaceId, relationshipIds: world.relationshipIds })
  await open(study.id)
  const invitations = await t.prisma.invitation.findMany({ where: { workspaceId } })
  const tokens = invitations.map(({ id }) => makeInvitationToken(t.runtime.secret, workspaceId, id))
  expect(new Set(tokens).size).toBe(3)
  for (const [index, { tokenHash }] of invitations.entries()) {
    expect(Buffer.from(tokenHash).equals(Buffer.from(hashInvitationToken(tokens[index] ?? '')))).toBe(true)
    expect(Buffer.from(tokens[index] ?? '', 'base64url').length).toBe(32)
  }
})

test('the promise of the study is copied onto the wave', async () => {
  const study = await makeStudy(t.prisma, { workspaceId, relationshipIds: world.relationshipIds, minimumGroupSize: 5 })
  await open(study.id)
  expect(await t.prisma.wave.findFirst({ where: { workspaceId } })).toMatchObject({
    audience: 'shared',
    minimumGroupSize: 5,
  })
})

test('in a confidential study nobody is asked about a relationship in which a firm has not opted in', async () => {
  const study = await makeStudy(t.prisma, { workspaceId, relationshipIds: world.relationshipIds })
  await t.prisma.studyRelationship.updateMany({
    where: { workspaceId, relationshipId: world.relationshipIds[0] ?? '' },
    data: { supplierOptInAt: null, supplierOptInBy: null },
  })
  expect(await open(study.id)).toMatchObject({ ok: true, invitations: 2, relationships: 1 })
})

test('a study in which nobody can be asked opens no wave', async () => {
  const study = await makeStudy(t.prisma, { workspaceId })
  expect(await open(study.id)).toEqual({ ok: false, reason: 'nobody-to-ask' })
  expect(await t.prisma.wave.count({ where: { workspaceId } })).toBe(0)
})

test('a wave opens once, also when two administrators press at the same moment', async () => {
  const study = await makeStudy(t.prisma, { workspaceId, relationshipIds: world.relationshipIds })
  const results = await Promise.all([open(study.id), open(study.id)])
  expect(results.filter((result) => result.ok).length).toBe(1)
  expect(results).toContainEqual({ ok: false, reason: 'wave-running' })
  expect(await t.prisma.invitation.count({ where: { workspaceId } })).toBe(3)
})

test('another workspace cannot open it', async () => {
  const study = await makeStudy(t.prisma, { workspaceId, relationshipIds: world.relationshipIds })
  const { queue, secret } = t.runtime
  const stranger = (await makeWorkspace(t.prisma)).id
  const result = await openWave(
    { prisma: t.prisma, queue, secret },
    { workspaceId: stranger, studyId: study.id, now: NOW, closesAt: LATER },
  )
  expect(result).toEqual({ ok: false, reason: 'unknown-study' })
})

test('a wave is closed once, published once, and closed by itself when its date has passed', async () => {
  const study = await makeStudy(t.prisma, { workspaceId, relationshipIds: world.relationshipIds })
  const opened = await open(study.id)
  if (!opened.ok) throw new Error(opened.reason)
  const { queue, secret } = t.runtime
  const parts = { prisma: t.prisma, queue, secret, allowsRehearsal: false }
  const { waveId } = opened
  const key = { workspaceId, studyId: study.id }
  expect(await findDueStudies(t.prisma, new Date('2026-03-02T09:05:00Z'))).toEqual([])
  expect(await advanceStudy(parts, key, new Date('2026-03-22T09:00:00Z'))).toMatchObject({ closed: 0 })
  expect(await findDueStudies(t.prisma, LATER)).toEqual([key])
  expect(await advanceStudy(parts, key, LATER)).toMatchObject({ closed: 1 })
  expect(await closeWave(parts, { workspaceId, studyId: study.id, waveId, now: LATER })).toEqual({
    ok: false,
    reason: 'not-open',
  })
  const published = await publishWave(t.prisma, { workspaceId, waveId, now: LATER })
  expect(published).toMatchObject({ ok: true, responses: 0 })
  expect(await publishWave(t.prisma, { workspaceId, waveId, now: LATER })).toEqual({ ok: false, reason: 'not-closed' })
  // nobody answered: every place of the table is there, and withheld
  const cells = (await t.prisma.releasedRow.findMany({ where: { workspaceId } })).flatMap((row) =>
    fromReleaseStore(row),
  )
  expect(cells.filter(({ status }) => status === 'released')).toEqual([])
  expect(cells.length).toBeGreaterThan(0)
  expect(await open(study.id)).toMatchObject({ ok: true })
  expect((await t.prisma.wave.findFirst({ where: { workspaceId, state: 'open' } }))?.number).toBe(2)
})

test('what was typed and never submitted is gone once its wave is published, and so is when it was saved', async () => {
  const study = await makeStudy(t.prisma, { workspaceId, relationshipIds: world.relationshipIds })
  const other = await makeStudy(t.prisma, { workspaceId, relationshipIds: world.relationshipIds })
  const [opened, running] = [await open(study.id), await open(other.id)]
  if (!opened.ok || !running.ok) throw new Error('no wave was opened')
  const { waveId } = opened
  const save = async (wave: string) => {
    const { side, ...row } = await t.prisma.assignment.findFirstOrThrow({ where: { workspaceId, waveId: wave } })
    const assignment = { ...row, side: side as 'buyer' }
    const base = { revision: 0, tab: 'aaaaaaaa', shownAt: NOW, turn: 1 }
    return saveDraft(t.prisma, { assignment, fields: { trust_1: '6' }, names: ['trust_1'], base, now: NOW })
  }
  expect(await save(waveId)).toMatchObject({ ok: true })
  expect(await save(running.waveId)).toMatchObject({ ok: true })
  await closeWave({ prisma: t.prisma, queue: t.runtime.queue }, { workspaceId, studyId: study.id, waveId, now: NOW })
  expect(await save(waveId)).toEqual({ ok: false, reason: 'closed' })
  await publishWave(t.prisma, { workspaceId, waveId, now: NOW })
  const kept = (wave: string) =>
    t.prisma.assignment.findMany({ where: { workspaceId, waveId: wave, revision: { gt: 0 } }, select: { saves: true } })
  expect(await kept(waveId)).toEqual([])
  // another wave's stay
  expect(await t.prisma.draft.count({ where: { workspaceId } })).toBe(1)
  expect(await kept(running.waveId)).toMatchObject([{ saves: { trust_1: { tab: 'aaaaaaaa' } } }])
})

test('a trial asks the people who are named, needs no opt-in, and leaves nothing behind when it ends', async () => {
  const study = await makeStudy(t.prisma, { workspaceId })
  await t.prisma.studyRelationship.createMany({
    data: world.relationshipIds.map((relationshipId) => ({ workspaceId, studyId: study.id, relationshipId })),
  })
  const { queue, secret } = t.runtime
  const parts = { prisma: t.prisma, queue, secret }
  const asked = { workspaceId, studyId: study.id, now: NOW, closesAt: LATER }
  expect(await openWave(parts, { ...asked, trial: { onlyEmails: ['nobody@firm.test'] } })).toEqual({
    ok: false,
    reason: 'unknown-emails',
  })
  const trial = await openWave(parts, { ...asked, trial: { onlyEmails: [world.purchaser.email] } })
  if (!trial.ok) throw new Error(trial.reason)
  expect(trial).toMatchObject({ invitations: 1, relationships: 2 })
  const { id: waveId } = await t.prisma.wave.findFirstOrThrow({ where: { workspaceId, isTrial: true, number: 0 } })
  const promise = await t.prisma.promiseText.findFirstOrThrow({ where: { workspaceId, waveId, language: 'en' } })
  expect(promise.text).toMatch(/^This is a trial/)
  const [assignment] = await t.prisma.assignment.findMany({ where: { workspaceId, waveId } })
  if (!assignment) throw new Error('nobody was asked')
  await makeResponse(t.prisma, { assignment })
  expect(await closeWave(parts, { workspaceId, studyId: study.id, waveId, now: LATER })).toEqual({ ok: true })
  for (const count of [
    t.prisma.wave.count({ where: { workspaceId } }),
    t.prisma.response.count({ where: { workspaceId } }),
    t.prisma.invitation.count({ where: { workspaceId } }),
    t.prisma.outboxMessage.count({ where: { workspaceId } }),
    t.prisma.promiseText.count({ where: { workspaceId } }),
  ])
    expect(await count).toBe(0)
})

test('a trial can never be closed for publication, whatever hand writes it', async () => {
  const study = await makeStudy(t.prisma, { workspaceId, relationshipIds: world.relationshipIds })
  const wave = await makeWave(t.prisma, { workspaceId, studyId: study.id, number: 0, isTrial: true })
  const closing = t.prisma.wave.update({
    where: { workspaceId_id: { workspaceId, id: wave.id } },
    data: { state: 'closing', closedAt: LATER },
  })
  await expect(closing).rejects.toThrow(/wave_trial_check/)
})

test('questions about firms go to whoever answers for one; where nobody does, that is said', async () => {
  const { relationshipIds } = world
  const study = await makeStudy(t.prisma, { workspaceId, relationshipIds, instrumentName: 'firm-operations' })
  const next = async () => {
    const { lack, planned } = await planWave(t.prisma, { ...study, workspaceId }, { now: NOW })
    return { lack, ...countAsked(planned) }
  }
  expect(await open(study.id)).toEqual({ ok: false, reason: 'nobody-for-firm' })
  expect(await next()).toMatchObject({ lack: 'nobody-for-firm', people: 0 })
  await t.prisma.participant.updateMany({ where: { id: world.purchaser.id }, data: { answersForFirm: true } })
  // one questionnaire, though others are named too, and one person twice
  expect(await next()).toEqual({ lack: undefined, relationships: 1, people: 1, questionnaires: 1 })
  expect(await open(study.id)).toMatchObject({ ok: true, invitations: 1, relationships: 1 })
  const { text } = await t.prisma.promiseText.findFirstOrThrow({ where: { workspaceId, language: 'en' } })
  expect(text).toContain('facts about your company')
  expect(text).not.toContain('relationship')
})

test('a trial promises that everything is deleted when it ends, and nothing else about keeping', async () => {
  const { relationshipIds } = world
  const { queue, secret } = t.runtime
  const study = await makeStudy(t.prisma, { workspaceId, relationshipIds })
  const input = { workspaceId, studyId: study.id, now: NOW, closesAt: LATER, trial: { onlyEmails: [] } }
  expect(await openWave({ prisma: t.prisma, queue, secret }, input)).toMatchObject({ ok: true })
  const { text } = await t.prisma.promiseText.findFirstOrThrow({ where: { workspaceId, language: 'en' } })
  expect(text).toContain('This is a trial')
  expect(text).not.toMatch(/month/)
})
