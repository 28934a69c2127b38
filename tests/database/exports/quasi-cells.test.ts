import { expect, test } from 'vitest'
import { K_ANONYMITY } from '#app/exports/generalise'
import { readQuasiCells } from '#app/exports/quasi-cells.server'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()

test('all of few people and enough of many are found, however far the first look goes', async () => {
  const people = (count: number) => Array.from({ length: count }, () => ({}))
  const { workspaceId, waves } = await makePublishedStudy(db.prisma, {
    waves: 2,
    relationships: [
      { category: 'Castings', buyer: people(4), supplier: people(6) },
      { category: 'Freight', buyer: people(3), supplier: people(2) },
      { category: 'Castings', buyer: people(3), supplier: people(1) },
      { category: 'Freight', buyer: people(1), supplier: people(2) },
    ],
  })
  const waveIds = waves.map(({ id }) => id)
  const invited = await db.prisma.assignment.findMany({
    where: { workspaceId, waveId: { in: waveIds } },
    select: {
      side: true,
      invitation: { select: { participantId: true } },
      relationship: { select: { category: true } },
    },
  })
  const expected = new Map<string, Set<string>>()
  for (const { side, invitation, relationship } of invited) {
    const cell = `${side} ${relationship.category}`
    expected.set(cell, (expected.get(cell) ?? new Set()).add(invitation.participantId))
  }
  // 7 buyers of castings answered in two relationships, of which no one alone has enough
  expect([...expected].map(([cell, who]) => [cell, who.size]).sort()).toEqual([
    ['buyer Castings', 7],
    ['buyer Freight', 4],
    ['supplier Castings', 7],
    ['supplier Freight', 4],
  ])
  for (const firstLook of [0, 1, 2, 5, 1000]) {
    const cells = await readQuasiCells(db.prisma, { workspaceId, waveIds, firstLook })
    expect(cells.map(({ side, category }) => `${side} ${category}`).sort()).toEqual([...expected.keys()].sort())
    for (const { side, category, people } of cells) {
      const all = expected.get(`${side} ${category}`) ?? new Set()
      expect(people.size).toBe(Math.min(all.size, K_ANONYMITY))
      expect([...people].filter((one) => !all.has(one))).toEqual([])
    }
    expect(await readQuasiCells(db.prisma, { workspaceId, waveIds, firstLook })).toEqual(cells)
  }
  expect(await readQuasiCells(db.prisma, { workspaceId, waveIds: [] })).toEqual([])
})
