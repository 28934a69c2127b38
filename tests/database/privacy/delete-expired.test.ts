import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { recordEvent, systemActor } from '#app/people/audit/record-event.server'
import { deleteExpired } from '#app/privacy/delete-expired.server'
import { monthsLater } from '#app/privacy/own-data'
import { readRetention, saveStudyRetention, saveWorkspaceRetention } from '#app/privacy/retention.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeMember } from '#tests/factories/make-member'
import { makeParticipant } from '#tests/factories/make-participant'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeReportLink } from '#tests/factories/make-report-link'
import { makeResponse } from '#tests/factories/make-response'
import { signInAs } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const NOW = new Date('2030-06-15T08:00:00Z')
const OLD = new Date('2026-01-15T08:00:00Z')
const sweep = (now = NOW) => deleteExpired({ prisma: t.prisma, outboxDirectory: t.runtime.outboxDirectory }, now)

/** Somebody who was asked long ago, in a wave that is published; nobody asks them now. */
async function makeForgotten(values: { active?: boolean } = {}) {
  const person = await makeAskedPerson(t.prisma)
  const { workspaceId, wave, participant } = person
  await t.prisma.participant.update({
    where: { workspaceId_id: { workspaceId, id: participant.id } },
    data: { createdAt: OLD, ...values },
  })
  await t.prisma.wave.update({
    where: { workspaceId_id: { workspaceId, id: wave.id } },
    data: { state: 'published', openedAt: monthsLater(OLD, -1), closesAt: OLD, closedAt: OLD, publishedAt: OLD },
  })
  return person
}
const peopleIn = (workspaceId: string) => t.prisma.participant.count({ where: { workspaceId } })

test('people nobody asks any more go after their time, with their links and account; the log tells how many', async () => {
  const { workspaceId, participant } = await makeForgotten()
  await signInAs(participant.email).catch(() => undefined)
  await t.prisma.user.upsert({
    where: { email: participant.email },
    create: { name: 'x', email: participant.email, emailVerified: true, createdAt: OLD, updatedAt: OLD },
    update: {},
  })
  expect(await sweep(monthsLater(OLD, 24))).toMatchObject({ contacts: 0 })
  expect(await sweep()).toMatchObject({ contacts: 1 })
  expect(await peopleIn(workspaceId)).toBe(0)
  expect(await t.prisma.invitation.count({ where: { workspaceId } })).toBe(0)
  expect(await t.prisma.user.count()).toBe(0)
  const entry = await t.prisma.auditEntry.findFirstOrThrow({ where: { workspaceId, action: 'expired-deleted' } })
  expect(JSON.parse(entry.details)).toEqual({ contacts: 1, mails: 0, suggestions: 0, links: 0 })
  expect(await sweep()).toEqual({ contacts: 0, mails: 0, suggestions: 0, links: 0, accounts: 0 })
})

test('people stay who are asked, who are responsible, whose answers are stored, and whose wave runs', async () => {
  const asked = await makeForgotten()
  const { workspaceId, wave, assignment, participant } = asked
  const { studyId } = await t.prisma.wave.findFirstOrThrow({ where: { workspaceId, id: wave.id } })
  const { relationshipId } = assignment
  await t.prisma.studyRelationship.create({ data: { workspaceId, studyId, relationshipId } })
  await t.prisma.informant.create({ data: { workspaceId, relationshipId, participantId: participant.id } })
  const owner = await makeForgotten({ active: false })
  await t.prisma.relationship.updateMany({
    where: { workspaceId: owner.workspaceId, id: owner.assignment.relationshipId },
    data: { supplierOwnerId: owner.participant.id },
  })
  const answered = await makeForgotten()
  await makeResponse(t.prisma, { assignment: answered.assignment })
  await makeAskedPerson(t.prisma)
  await t.prisma.participant.updateMany({ where: { createdAt: { gt: OLD } }, data: { createdAt: OLD } })
  expect(await sweep()).toMatchObject({ contacts: 0 })
  // they left: being named in a study keeps nobody
  await t.prisma.participant.update({
    where: { workspaceId_id: { workspaceId, id: participant.id } },
    data: { active: false },
  })
  expect(await sweep()).toMatchObject({ contacts: 1 })
})

test('people who were recorded of late and never asked stay for their time', async () => {
  const { workspaceId, organizationId } = await makeAskedPerson(t.prisma)
  const { id } = await makeParticipant(t.prisma, { workspaceId, organizationId, createdAt: new Date('2030-01-01') })
  await sweep()
  expect(await t.prisma.participant.count({ where: { workspaceId, id } })).toBe(1)
})

test('records of mails and suggestions go after their time, never while a wave needs them, with their files', async () => {
  const over = await makeForgotten()
  const running = await makeAskedPerson(t.prisma)
  const suggestion = { colleagueName: 'A B', colleagueEmail: 'a@b.test', proposedAt: OLD }
  for (const { workspaceId, invitationId, assignmentId } of [over, running]) {
    const mail = { workspaceId, kind: 'invitation', invitationId, createdAt: OLD }
    await t.prisma.outboxMessage.create({ data: { ...mail, state: 'sent' } })
    await t.prisma.handover.create({ data: { workspaceId, id: assignmentId, ...suggestion } })
  }
  await t.prisma.workspace.updateMany({ data: { contactMonths: 120 } })
  const directory = t.runtime.outboxDirectory
  await mkdir(directory, { recursive: true })
  for (const [name, at] of [
    [`old.${over.workspaceId}.eml`, OLD],
    [`new.${over.workspaceId}.eml`, NOW],
  ] as const) {
    await writeFile(path.join(directory, name), 'x')
    await utimes(path.join(directory, name), at, at)
  }
  expect(await sweep()).toMatchObject({ contacts: 0, mails: 1, suggestions: 1 })
  expect(await t.prisma.outboxMessage.count()).toBe(1)
  expect(await t.prisma.handover.count({ where: { workspaceId: running.workspaceId } })).toBe(1)
  expect(await readdir(directory)).toEqual([`new.${over.workspaceId}.eml`])
})

test('sessions and links that are over go; so do accounts of people who are no members and are signed in nowhere', async () => {
  const { workspaceId, participant } = await makeAskedPerson(t.prisma)
  const member = await makeMember(t.prisma, { workspaceId })
  const former = await makeMember(t.prisma, { workspaceId })
  await t.prisma.member.delete({ where: { workspaceId_id: { workspaceId, id: former.id } } })
  const actor = { ...systemActor(workspaceId), kind: 'member' as const, id: former.userId }
  await recordEvent(t.prisma, actor, { action: 'signed-in', objectKind: 'user', objectId: former.userId })
  const account = { name: 'x', email: participant.email, emailVerified: true, createdAt: OLD, updatedAt: OLD }
  await t.prisma.user.create({ data: account })
  await signInAs(participant.email)
  await signInAs(member.email)
  await sweep(new Date())
  // signed in, a member, and named by the log
  expect(await t.prisma.user.count()).toBe(3)
  expect(await t.prisma.session.count()).toBe(2)
  const later = monthsLater(new Date(), 2)
  expect(await sweep(later)).toMatchObject({ accounts: 1 })
  expect(await t.prisma.session.count()).toBe(0)
  expect(await sweep(monthsLater(new Date(), 13))).toMatchObject({ accounts: 1 })
  expect((await t.prisma.user.findMany()).map(({ email }) => email)).toEqual([member.email])
})

test('what becomes shorter says first how much would go, and counts for waves that were; longer for waves to come', async () => {
  const { workspaceId, study, waves } = await makePublishedStudy(t.prisma)
  const by = { workspaceId, actor: systemActor(workspaceId) }
  const set = (retentionMonths: number, isSure?: 'on') =>
    saveStudyRetention(t.prisma, by, { studyId: study.id, retentionMonths, ...(isSure && { isSure }) }, new Date())
  const monthsOf = async () =>
    (await t.prisma.wave.findFirstOrThrow({ where: { workspaceId, id: waves[0]?.id ?? '' } })).retentionMonths
  const { retentionMonths: before } = study
  expect(await set(1)).toEqual({
    ...{ ok: false, reason: 'not-sure' },
    expiring: { contacts: 0, mails: 0, suggestions: 0, answers: 6 },
  })
  expect(await monthsOf()).toBe(before)
  expect(await set(1, 'on')).toEqual({ ok: true })
  expect(await monthsOf()).toBe(1)
  expect(await set(60)).toEqual({ ok: true })
  expect(await monthsOf()).toBe(1)
  expect(await set(60)).toEqual({ ok: true })
  const shown = await readRetention(t.prisma, workspaceId, new Date())
  expect(shown.studies).toMatchObject([{ retentionMonths: 60, waves: [{ number: 1, answers: 6 }] }])
  const keep = { contactMonths: 1, mailMonths: 1 }
  expect(await saveWorkspaceRetention(t.prisma, by, keep, new Date())).toMatchObject({ ok: false, reason: 'not-sure' })
  expect(await saveWorkspaceRetention(t.prisma, by, { ...keep, isSure: 'on' }, new Date())).toEqual({ ok: true })
  expect(await saveWorkspaceRetention(t.prisma, by, { contactMonths: 36, mailMonths: 24 }, new Date())).toEqual({
    ok: true,
  })
  expect(await t.prisma.auditEntry.count({ where: { workspaceId, action: 'retention-changed' } })).toBe(5)
})

test('links to reports go a month after they ended, and at once with the member who made them', async () => {
  const { workspaceId, study } = await makePublishedStudy(t.prisma)
  const day = 86_400_000
  const make = (daysAgo: number, values: { revokedAt?: Date } = {}) =>
    makeReportLink(t.prisma, {
      workspaceId,
      studyId: study.id,
      madeAt: new Date(NOW.getTime() - daysAgo * day),
      ...values,
    })
  // they work for seven days
  const gone = [await make(38), await make(32, { revokedAt: new Date(NOW.getTime() - 31 * day) })]
  const kept = [await make(36), await make(1), await make(31, { revokedAt: new Date(NOW.getTime() - 29 * day) })]
  const ids = async () => (await t.prisma.reportLink.findMany({ where: { workspaceId } })).map(({ id }) => id).sort()
  expect(await sweep()).toMatchObject({ links: gone.length })
  expect(await ids()).toEqual(kept.map(({ id }) => id).sort())
  const entry = await t.prisma.auditEntry.findFirstOrThrow({ where: { workspaceId, action: 'expired-deleted' } })
  expect(JSON.parse(entry.details)).toMatchObject({ links: gone.length })
  const [first] = kept
  await t.prisma.member.delete({ where: { workspaceId_id: { workspaceId, id: first?.memberId ?? '' } } })
  expect(await ids()).toEqual(
    kept
      .slice(1)
      .map(({ id }) => id)
      .sort(),
  )
})
