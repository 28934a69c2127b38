import { expect, test } from 'vitest'
import { findAssignment } from '#app/responses/find-assignment.server'
import { saveDraft } from '#app/responses/save-draft.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeResponse } from '#tests/factories/make-response'
import { useDatabase } from '#tests/setup/test-database'

const NOW = new Date('2026-03-02T09:00:00Z')
const db = useDatabase()

type Person = Awaited<ReturnType<typeof makeAskedPerson>>

function draftOf({ workspaceId, invitationId, assignmentId }: Person, fields: Record<string, string>) {
  return { workspaceId, invitationId, assignmentId, fields, now: NOW }
}

async function readDraft({ workspaceId, invitationId, assignmentId }: Person) {
  return (await findAssignment(db.prisma, { workspaceId, id: invitationId }, assignmentId))?.draft
}

test('what was typed comes back exactly as it was typed', async () => {
  const person = await makeAskedPerson(db.prisma)
  const fields = {
    trust_1: '5',
    time_hours: ' ١٢٫٥ ',
    time_price: 'about a third',
    time_blame: "'; DROP TABLE draft; --",
  }
  expect(await saveDraft(db.prisma, draftOf(person, fields))).toEqual({ ok: true })
  expect(await readDraft(person)).toEqual(fields)
  await saveDraft(db.prisma, draftOf(person, { trust_1: '6' }))
  expect(await readDraft(person)).toEqual({ trust_1: '6' })
})

test('where nothing is typed there is no draft', async () => {
  const person = await makeAskedPerson(db.prisma)
  expect(await saveDraft(db.prisma, draftOf(person, {}))).toEqual({ ok: true })
  expect(await db.prisma.draft.count()).toBe(0)
  await saveDraft(db.prisma, draftOf(person, { trust_1: '6' }))
  await saveDraft(db.prisma, draftOf(person, {}))
  expect(await db.prisma.draft.count()).toBe(0)
})

test('a draft belongs to its person: nobody else writes or reads it', async () => {
  const person = await makeAskedPerson(db.prisma)
  const colleague = await makeAskedPerson(db.prisma, { wave: person.wave })
  await saveDraft(db.prisma, draftOf(person, { trust_1: '6' }))
  const { assignmentId } = person
  const foreign = { ...draftOf(colleague, { trust_1: '1' }), assignmentId }
  expect(await saveDraft(db.prisma, foreign)).toEqual({ ok: false, reason: 'unknown' })
  expect(await readDraft({ ...colleague, assignmentId })).toBeUndefined()
  expect(await readDraft(person)).toEqual({ trust_1: '6' })
})

test('nothing is kept once it is submitted, the wave is closed or the link is taken back', async () => {
  const submitted = await makeAskedPerson(db.prisma)
  const assignment = await db.prisma.assignment.findFirstOrThrow({ where: { id: submitted.assignmentId } })
  await makeResponse(db.prisma, { assignment })
  expect(await saveDraft(db.prisma, draftOf(submitted, { trust_1: '1' }))).toEqual({ ok: false, reason: 'submitted' })

  const late = await makeAskedPerson(db.prisma)
  const afterwards = { ...draftOf(late, { trust_1: '1' }), now: new Date('2100-01-01T08:00:00Z') }
  expect(await saveDraft(db.prisma, afterwards)).toEqual({ ok: false, reason: 'closed' })

  const revoked = await makeAskedPerson(db.prisma)
  await db.prisma.invitation.updateMany({ where: { id: revoked.invitationId }, data: { revokedAt: NOW } })
  expect(await saveDraft(db.prisma, draftOf(revoked, { trust_1: '1' }))).toEqual({ ok: false, reason: 'revoked' })
  expect(await db.prisma.draft.count()).toBe(0)
})
