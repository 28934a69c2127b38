import { expect, test } from 'vitest'
import { readOverview } from '#app/responses/read-overview.server'
import { type AnsweredRelationship, streamWaveResponses } from '#app/responses/read-responses.server'
import { saveDraft } from '#app/responses/save-draft.server'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeResponse } from '#tests/factories/make-response'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()

async function readAll(
  workspaceId: string,
  waveId: string,
  more: { placeOf?: (relationshipId: string) => string; countedAtOnce?: number } = {},
): Promise<AnsweredRelationship[]> {
  const wanted = { placeOf: (id: string) => id, answers: ['trust_1', 'never_asked'], scores: ['trust'], ...more }
  const all: AnsweredRelationship[] = []
  for await (const page of streamWaveResponses(db.prisma, { workspaceId, waveId, ...wanted })) all.push(...page)
  return all
}

test('all responses of a wave come once, those of a relationship together, however many pages they fill', async () => {
  const person = await makeAskedPerson(db.prisma)
  const template = person.assignment
  const { workspaceId, waveId, relationshipId } = template
  const { answers, scores } = await makeResponse(db.prisma, { assignment: template })
  const people = 510 // more than one page
  const own = {
    workspaceId,
    organizationId: person.organizationId,
    language: 'en',
    function: 'quality',
    name: 'Somebody',
  }
  await db.prisma.participant.createMany({
    data: Array.from({ length: people }, (_, index) => ({ ...own, email: `many-${index}@firm.test` })),
  })
  const participants = await db.prisma.participant.findMany({ where: { workspaceId, email: { startsWith: 'many-' } } })
  await db.prisma.invitation.createMany({
    data: participants.map(({ id }) => ({
      ...{ workspaceId, waveId, participantId: id, language: 'en' },
      tokenHash: new Uint8Array(Buffer.from(id.replaceAll('-', ''), 'utf8')),
    })),
  })
  const invitations = await db.prisma.invitation.findMany({
    where: { workspaceId, participantId: { not: person.participant.id } },
  })
  await db.prisma.assignment.createMany({
    data: invitations.map(({ id }) => ({
      workspaceId,
      waveId,
      invitationId: id,
      relationshipId,
      side: 'buyer',
      position: 0,
    })),
  })
  const assignments = await db.prisma.assignment.findMany({ where: { workspaceId, id: { not: template.id } } })
  await db.prisma.response.createMany({
    data: assignments.map(({ id }) => ({
      ...{ workspaceId, waveId, relationshipId, id, side: 'buyer', function: 'quality', language: 'en' },
      ...{ instrumentName: 'relationship-core', instrumentVersion: 1, submittedAt: new Date() },
      answers: answers ?? {},
      scores: scores ?? {},
    })),
  })

  // as before every publication: without figures about its tables a database may look through all of them for each row
  await db.database.executeSql('ANALYZE response, assignment, invitation, participant')
  const other = await makeAskedPerson(db.prisma, { wave: { workspaceId, id: waveId } })
  await makeResponse(db.prisma, { assignment: other.assignment })

  const all = await readAll(workspaceId, waveId)
  expect(all.map(({ id, responses }) => [id, responses.length])).toEqual([
    [relationshipId, people + 1],
    [other.assignment.relationshipId, 1],
  ])
  expect(await readAll(workspaceId, waveId, { countedAtOnce: 1 })).toEqual(all)
  const responses = all.flatMap((about) => about.responses)
  expect(new Set(responses.map((response) => response.id)).size).toBe(people + 2)
  expect(responses.find((response) => response.id === template.id)).toMatchObject({
    side: 'buyer',
    participantId: person.participant.id,
    language: 'en',
    answers: [6, null],
    scores: [80],
  })
  expect(await readAll((await makeAskedPerson(db.prisma)).workspaceId, waveId)).toEqual([])
}, 60_000)

test('relationships come in the order that the reader wants', async () => {
  const first = await makeAskedPerson(db.prisma)
  const { workspaceId, waveId } = first.assignment
  const people = [first]
  while (people.length < 6) people.push(await makeAskedPerson(db.prisma, { wave: { workspaceId, id: waveId } }))
  for (const { assignment } of people) await makeResponse(db.prisma, { assignment })
  const made = people.map(({ assignment }) => assignment.relationshipId)
  const order = [3, 5, 0, 4, 1, 2]
  const read = await readAll(workspaceId, waveId, {
    placeOf: (id) => String(order.indexOf(made.indexOf(id))),
  })
  expect(read.map(({ id }) => made.indexOf(id))).toEqual(order)
})

test('the overview names person, firm and partners in order, and how far each relationship is', async () => {
  const person = await makeAskedPerson(db.prisma, { side: 'supplier', partners: ['First', 'Second', 'Third'] })
  const [done, started] = person.assignments
  if (!done || !started) throw new Error('three relationships were asked for')
  await makeResponse(db.prisma, { assignment: done })
  await saveDraft(db.prisma, { assignment: started, fields: { trust_1: '1' }, now: new Date() })
  const invitation = {
    workspaceId: person.workspaceId,
    id: person.invitationId,
    waveId: person.wave.id,
    participantId: person.participant.id,
    language: 'en',
  }
  expect(await readOverview(db.prisma, invitation)).toMatchObject({
    personName: person.participant.name,
    relationships: [
      { partnerName: 'First', state: 'done' },
      { partnerName: 'Second', state: 'started' },
      { partnerName: 'Third', state: 'open' },
    ],
  })
})
