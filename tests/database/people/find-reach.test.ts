// The reach as a condition for queries says the same as `may` says of single relationships.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findReach, isStudyWithin } from '#app/people/find-reach.server'
import { type Actor, may, type Reach } from '#app/people/may'
import { makeOrganization } from '#tests/factories/make-organization'
import { makeRelationship } from '#tests/factories/make-relationship'
import { makeStudy } from '#tests/factories/make-study'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()

async function makeWorld() {
  const { id: workspaceId } = await makeWorkspace(db.prisma)
  const firms: string[] = []
  for (let number = 0; number < 3; number++) firms.push((await makeOrganization(db.prisma, { workspaceId })).id)
  const relationships = []
  for (const buyerId of firms)
    for (const supplierId of firms)
      if (buyerId !== supplierId)
        relationships.push(
          await makeRelationship(db.prisma, {
            ...{ workspaceId, buyerId, supplierId, category: supplierId === firms[0] ? 'steel' : '' },
          }),
        )
  return { workspaceId, firms, relationships }
}

test('a reach lets through what may lets through, whatever it names', async () => {
  const { workspaceId, firms, relationships } = await makeWorld()
  const reach: fc.Arbitrary<Reach> = fc.record({
    seesAll: fc.boolean(),
    firmId: fc.constantFrom(null, ...firms),
    organizationIds: fc.subarray(firms, { maxLength: 2 }),
    relationshipIds: fc.subarray(
      relationships.map(({ id }) => id),
      { maxLength: 2 },
    ),
    categories: fc.subarray(['steel', 'gone']),
  })
  const actors: fc.Arbitrary<Actor> = fc.oneof(
    { weight: 12, arbitrary: reach.map((one) => ({ role: 'manager', reach: one })) },
    fc.constantFrom({ role: 'manager' }, { role: 'owner' }, { role: 'researcher' }),
  )
  await fc.assert(
    fc.asyncProperty(actors, async (actor) => {
      const expected = relationships.filter((one) => may(actor, 'see-results', { kind: 'relationship', ...one }))
      const { relationships: within } = findReach(workspaceId, actor)
      const found = await db.prisma.relationship.findMany({ where: { workspaceId, AND: [within] } })
      expect(found.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort())
    }),
    { numRuns: 100 },
  )
})

test('a study is within reach as soon as one of its relationships is', async () => {
  const { workspaceId, firms, relationships } = await makeWorld()
  const [first] = relationships
  if (!first) throw new Error('there are relationships')
  const { id } = await makeStudy(db.prisma, { workspaceId, relationshipIds: [first.id] })
  const reach = { seesAll: true, organizationIds: [], relationshipIds: [], categories: [] }
  const isSeen = (firmId: string) =>
    isStudyWithin(db.prisma, workspaceId, findReach(workspaceId, { role: 'manager', reach: { ...reach, firmId } }), id)
  expect(await Promise.all(firms.map(isSeen))).toEqual([true, true, false])
  const { id: other } = await makeWorkspace(db.prisma)
  expect(await isStudyWithin(db.prisma, other, findReach(other, { role: 'owner' }), id)).toBe(false)
})
