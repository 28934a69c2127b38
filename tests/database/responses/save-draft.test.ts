import { expect, test } from 'vitest'
import { findAssignment } from '#app/responses/find-assignment.server'
import { readProgress } from '#app/responses/read-progress.server'
import { saveDraft } from '#app/responses/save-draft.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeResponse } from '#tests/factories/make-response'
import { useDatabase } from '#tests/setup/test-database'

const NOW = new Date('2026-03-02T09:00:00Z')
const db = useDatabase()

type Person = Awaited<ReturnType<typeof makeAskedPerson>>

function draftOf({ assignment }: Pick<Person, 'assignment'>, fields: Record<string, string>) {
  return { assignment, fields, now: NOW }
}

async function readDraft({ assignment }: Person) {
  return (await readProgress(db.prisma, assignment)).draft
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
  const { workspaceId, assignment } = person
  const foreign = { ...assignment, invitationId: colleague.invitationId }
  expect(await saveDraft(db.prisma, draftOf({ assignment: foreign }, { trust_1: '1' }))).toEqual({
    ok: false,
    reason: 'closed',
  })
  const key = { workspaceId, invitationId: colleague.invitationId, id: assignment.id }
  expect(await findAssignment(db.prisma, key)).toBeUndefined()
  expect(await readDraft(person)).toEqual({ trust_1: '6' })
})

test('nothing is kept once it is submitted or the wave is closed', async () => {
  const submitted = await makeAskedPerson(db.prisma)
  await makeResponse(db.prisma, { assignment: submitted.assignment })
  expect(await saveDraft(db.prisma, draftOf(submitted, { trust_1: '1' }))).toEqual({ ok: false, reason: 'submitted' })

  const late = await makeAskedPerson(db.prisma)
  const afterwards = { ...draftOf(late, { trust_1: '1' }), now: new Date('2100-01-01T08:00:00Z') }
  expect(await saveDraft(db.prisma, afterwards)).toEqual({ ok: false, reason: 'closed' })

  expect(await db.prisma.draft.count()).toBe(0)
})
