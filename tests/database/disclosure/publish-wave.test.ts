import { describe, expect, test } from 'vitest'
import { computeWave } from '#app/disclosure/publish-wave.server'
import { readPools } from '#app/disclosure/read-pools.server'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeWave } from '#tests/factories/make-wave'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()
const people = (count: number) => Array.from({ length: count }, () => ({}))

async function publish(audience: 'shared' | 'pooled' | 'attributed', sizes: number[], waves = 1) {
  const made = await makePublishedStudy(db.prisma, {
    ...{ audience, waves },
    relationships: sizes.map((size, index) => ({
      code: `R${index}`,
      category: 'Castings',
      buyer: people(size),
      supplier: people(size),
    })),
  })
  const waveId = made.waves.at(-1)?.id ?? ''
  return { ...made, waveId, pools: await readPools(db.prisma, { workspaceId: made.workspaceId, waveId }) }
}
type Published = Awaited<ReturnType<typeof publish>>

function statusOf({ pools }: Published, scope: string) {
  const pool = pools.find((one) => one.scope === scope && one.side === 'buyer')
  return pool?.cells.find(({ index }) => index === 'trust')
}

describe('groups of relationships', () => {
  test('are shown where no withheld side can be subtracted out of them', async () => {
    expect(statusOf(await publish('shared', [3, 3, 1, 2]), 'category')?.status).toBe('released')
    expect(statusOf(await publish('shared', [3, 3, 2]), 'category')).toMatchObject({ reason: 'complement' })
    expect(statusOf(await publish('shared', [3, 3]), 'portfolio')).toMatchObject({
      n: 5,
      nTo: 9,
      mean: 80,
      se: undefined,
    })
  })

  test('are all that a pooled study shows, and only over three firms and five people', async () => {
    const enough = await publish('pooled', [2, 2, 2])
    expect(statusOf(enough, 'portfolio')).toMatchObject({ status: 'released', n: 5, nTo: 9 })
    expect(statusOf(enough, 'rater-firm')).toMatchObject({ status: 'withheld' })
    const { workspaceId, waveId } = enough
    const single = { workspaceId, waveId, scope: 'relationship', status: 'released' }
    expect(await db.prisma.releasedCell.count({ where: single })).toBe(0)
    expect(statusOf(await publish('pooled', [3, 3]), 'portfolio')).toMatchObject({ reason: 'dominance' })
    expect(statusOf(await publish('pooled', [7, 1, 1]), 'portfolio')).toMatchObject({ reason: 'dominance' })
  })
})

test('changes are shown of the people who answered both times', async () => {
  const { workspaceId, waveId } = await publish('shared', [4], 2)
  const cells = await db.prisma.releasedCell.findMany({
    where: { workspaceId, waveId, side: 'buyer', indexId: 'trust', measure: { not: 'level' } },
    orderBy: { measure: 'asc' },
  })
  expect(cells).toMatchObject([
    { measure: 'change', mean: 0, n: 3, nTo: 4 },
    { measure: 'panel-change', mean: 0, n: 3, nTo: 4 },
  ])
})

test('no change is shown since a wave in which more people were promised', async () => {
  const changesOf = async (minimumGroupSizes: number[]) => {
    const relationships = [{ buyer: people(4), supplier: people(4) }]
    const { workspaceId, waves } = await makePublishedStudy(db.prisma, { waves: 2, minimumGroupSizes, relationships })
    const where = { workspaceId, waveId: waves[1]?.id ?? '', measure: { not: 'level' } }
    return db.prisma.releasedCell.count({ where })
  }
  expect(await changesOf([3, 3])).toBeGreaterThan(0)
  expect(await changesOf([5, 3])).toBe(0)
})

test('what was published can be computed again, to the last digit', async () => {
  const { workspaceId, waves } = await publish('attributed', [4, 1], 2)
  for (const { id: waveId } of waves) {
    const again: object[] = []
    for await (const { cells } of computeWave(db.prisma, { workspaceId, waveId })) again.push(...cells)
    const stored = await db.prisma.releasedCell.findMany({ where: { workspaceId, waveId } })
    const keyOf = (cell: object) => JSON.stringify(cell)
    const placed = stored.map(
      ({ indexId: index, side, scope, scopeKey, measure, status, n, mean, sd, se, low, high, ...cell }) => {
        const numbers = { n, mean, sd, se, low, high }
        const own = Object.entries(numbers).filter(([, value]) => value !== null)
        return keyOf({
          index,
          side,
          scope,
          scopeKey,
          function: cell.function,
          measure,
          status,
          ...Object.fromEntries(own),
        })
      },
    )
    const expected = again.map((cell) => {
      const { index, side, scope, scopeKey, measure, status, ...rest } = cell as Record<string, unknown>
      const numbers = ['n', 'mean', 'sd', 'se', 'low', 'high'].filter((name) => rest[name] !== undefined)
      const own = Object.fromEntries(numbers.map((name) => [name, rest[name]]))
      return keyOf({ index, side, scope, scopeKey, function: rest.function, measure, status, ...own })
    })
    expect(expected.length).toBeGreaterThan(50)
    expect(placed.sort()).toEqual(expected.sort())
  }
})

describe('the database', () => {
  const cellOf = (workspaceId: string, waveId: string, relationshipId: string) => ({
    ...{ workspaceId, waveId, relationshipId, scope: 'relationship', scopeKey: relationshipId },
    ...{ side: 'buyer', indexId: 'forged', status: 'released', n: 1, mean: 50 },
  })

  test('takes released cells from the publication of a wave alone', async () => {
    const { workspaceId, study, waveId, relationships } = await publish('shared', [3])
    const relationshipId = relationships[0]?.id ?? ''
    const into = (id: string) => db.prisma.releasedCell.create({ data: cellOf(workspaceId, id, relationshipId) })
    await expect(into(waveId)).rejects.toThrow()
    const open = await makeWave(db.prisma, { workspaceId, studyId: study.id, number: 2 })
    await expect(into(open.id)).rejects.toThrow()
    await db.prisma.wave.update({
      where: { workspaceId_id: { workspaceId, id: open.id } },
      data: { state: 'closing', closedAt: new Date() },
    })
    await expect(into(open.id)).rejects.toThrow('publication of a wave')
    const whileClosing = (data: object) =>
      db.prisma.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('thiqa.publishing', ${open.id}, true)`
        await tx.releasedCell.create({ data: { ...cellOf(workspaceId, open.id, relationshipId), ...data } })
      })
    // fewer people than promised, an exact number of people, an exact mean
    for (const broken of [{}, { n: 5 }, { n: 3, nTo: 4, mean: 50.5 }, { n: 3, nTo: 4, se: 1 }])
      await expect(whileClosing(broken)).rejects.toThrow('breaks the promise')
    await whileClosing({ n: 3, nTo: 4 })
  })

  test('neither changes nor loses what was published', async () => {
    const { workspaceId, waveId } = await publish('shared', [3])
    const where = { workspaceId, waveId }
    await expect(db.prisma.releasedCell.updateMany({ where, data: { mean: 1 } })).rejects.toThrow('never changed')
    await expect(db.prisma.releasedCell.deleteMany({ where })).rejects.toThrow('stays')
  })
})
