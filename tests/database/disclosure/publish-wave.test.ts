import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Prisma } from '#app/db/generated/client'
import { computeOverWaves } from '#app/disclosure/compute-over-waves.server'
import { computeWave } from '#app/disclosure/compute-wave.server'
import { planPublication } from '#app/disclosure/plan-publication.server'
import { readPools } from '#app/disclosure/read-pools.server'
import { readUnflagged } from '#app/disclosure/read-unflagged.server'
import { fromReleaseStore, type ReleasedCell } from '#app/disclosure/release'
import { hashPromise } from '#app/studies/hash-promise.server'
import type { Audience } from '#app/studies/promise'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeRelationship } from '#tests/factories/make-relationship'
import { makeWave } from '#tests/factories/make-wave'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()
const people = (count: number) => Array.from({ length: count }, () => ({}))

async function publish(audience: Audience, sizes: number[], waves = 1) {
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
  return {
    ...made,
    waveId,
    pools: await readPools(db.prisma, { workspaceId: made.workspaceId, waveId, reader: { role: 'owner' } }),
  }
}
const OWN_SIDE = { scope: 'own-side', function: '' }
const TOLD = { n: 3, nTo: 4, mean: 50 }

async function cellsOf(workspaceId: string, waveId: string) {
  const rows = await db.prisma.releasedRow.findMany({ where: { workspaceId, waveId } })
  return rows.flatMap((row) => fromReleaseStore(row))
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
    const single = (await cellsOf(workspaceId, waveId)).filter(({ scope }) => scope === 'relationship')
    expect(single.length).toBeGreaterThan(0)
    expect(single.filter(({ status }) => status === 'released')).toEqual([])
    expect(statusOf(await publish('pooled', [3, 3]), 'portfolio')).toMatchObject({ reason: 'dominance' })
    expect(statusOf(await publish('pooled', [7, 1, 1]), 'portfolio')).toMatchObject({ reason: 'dominance' })
  })
})

test('changes are shown of the people who answered both times', async () => {
  const { workspaceId, waveId } = await publish('shared', [4], 2)
  const cells = (await cellsOf(workspaceId, waveId)).filter(
    ({ side, index, measure, scope }) =>
      side === 'buyer' && index === 'trust' && measure.endsWith('change') && scope === 'relationship',
  )
  expect(cells).toMatchObject([
    { measure: 'change', mean: 0, n: 3, nTo: 4 },
    { measure: 'panel-change', mean: 0, n: 3, nTo: 4 },
  ])
})

test('pools have changes since the wave before, and portfolio and categories what follows from both sides', async () => {
  const { workspaceId, waveId, pools } = await publish('shared', [3, 3, 3], 2)
  const cellOf = (side: string, index: string, measure: string) =>
    pools
      .find((one) => one.scope === 'category' && one.side === side)
      ?.cells.find((cell) => cell.index === index && cell.measure === measure)
  expect(cellOf('buyer', 'trust', 'change')).toMatchObject({ status: 'released', mean: 0, n: 5, nTo: 9 })
  expect(cellOf('both', 'trust_gap', 'level')).toMatchObject({ status: 'released', mean: 0, n: 5, nTo: 9 })
  expect(cellOf('both', 'trust_gap', 'change')).toMatchObject({ status: 'released', mean: 0 })
  // who may see one category alone sees nothing of the portfolio
  const reach = { seesAll: false, firmId: null, organizationIds: [], relationshipIds: [], categories: ['Castings'] }
  const own = await readPools(db.prisma, { workspaceId, waveId, reader: { role: 'manager', reach } })
  expect([...new Set(own.map(({ scope }) => scope))]).toEqual(['category'])
  expect(own.map(({ side }) => side)).toEqual(['buyer', 'supplier', 'both'])
})

test('means of all relationships are written with and without flagged responses, and the latter not into pools', async () => {
  const made = await makePublishedStudy(db.prisma, {
    waves: 1,
    relationships: [
      { buyer: people(7), supplier: people(3) },
      { buyer: people(3), supplier: people(4) },
    ],
    // the first three buyers and the last two suppliers
    flagsOf: (place) => (place < 3 || place > 14 ? ['fast', 'long_string'] : ['fast']),
  })
  const { workspaceId, waves } = made
  const numbered = waves.map(({ id }) => ({ id, number: 1 }))
  const pairs = await readUnflagged(db.prisma, { workspaceId, waves: numbered })
  const trust = (side: string) => pairs.find((pair) => pair.side === side && pair.index === 'trust')
  expect(trust('buyer')).toMatchObject({ all: { n: 10, nTo: 19 }, unflagged: { status: 'released', n: 5, nTo: 9 } })
  expect(trust('supplier')).toMatchObject({ all: { n: 5, nTo: 9 }, unflagged: { reason: 'minimum' } })
  const waveId = numbered[0]?.id ?? ''
  const pools = await readPools(db.prisma, { workspaceId, waveId, reader: { role: 'owner' } })
  const portfolio = pools.filter(({ scope }) => scope === 'portfolio')
  expect(portfolio.map(({ side }) => side)).toEqual(['buyer', 'supplier', 'both'])
  // nobody meets them there twice
  for (const { cells } of portfolio) expect(new Set(cells.map(({ index }) => index)).size).toBe(cells.length)
})

test('no change is shown since a wave in which more people were promised', async () => {
  const changesOf = async (minimumGroupSizes: number[]) => {
    const relationships = [{ buyer: people(4), supplier: people(4) }]
    const { workspaceId, waves } = await makePublishedStudy(db.prisma, { waves: 2, minimumGroupSizes, relationships })
    const cells = await cellsOf(workspaceId, waves[1]?.id ?? '')
    return cells.filter(({ measure }) => measure.endsWith('change')).length
  }
  expect(await changesOf([3, 3])).toBeGreaterThan(0)
  expect(await changesOf([5, 3])).toBe(0)
})

test.each([
  ['attributed', [4, 1]],
  ['shared', [5, 2, 4]],
  ['own-side', [4, 3, 3, 3, 3]],
  ['pooled', [2, 2, 2]],
] as const)(
  'what was published can be computed again, to the last digit, whatever categories are today (%s)',
  async (audience, sizes) => {
    const { workspaceId, waves } = await publish(audience, [...sizes], 2)
    const { count } = await db.prisma.relationship.updateMany({
      where: { workspaceId },
      data: { category: 'Of today' },
    })
    expect(count).toBe(sizes.length)
    for (const { id: waveId } of waves) {
      const again: ReleasedCell[] = []
      const plan = await planPublication(db.prisma, { workspaceId, waveId })
      for await (const { cells } of computeWave(db.prisma, plan)) again.push(...cells)
      for await (const cells of computeOverWaves(db.prisma, plan)) again.push(...cells)
      // the store leaves out what is undefined
      const sorted = (cells: ReleasedCell[]) =>
        cells.map((cell) => JSON.stringify(cell, Object.keys(cell).sort())).sort()
      expect(again.length).toBeGreaterThan(50)
      expect(sorted(await cellsOf(workspaceId, waveId))).toEqual(sorted(again))
    }
  },
)

describe('the database', () => {
  const rowOf = (
    workspaceId: string,
    waveId: string,
    relationshipId: string,
    cell: object | number = { n: 1, mean: 50 },
  ) => ({
    ...{ workspaceId, waveId, relationshipId, scope: 'relationship', scopeKey: relationshipId, methodVersion: 0 },
    ...{ side: 'buyer', function: 'forged', measure: 'level', cells: { trust: { reason: 'minimum' }, forged: cell } },
  })
  const comment = (workspaceId: string, waveId: string, relationshipId: string, number: number) => ({
    ...{ workspaceId, waveId, relationshipId, id: randomUUID(), side: 'buyer', item: 'comment_change' },
    text: `Comment ${number}`,
  })

  async function makeClosing() {
    const { workspaceId, study, waveId, relationships } = await publish('shared', [3])
    const relationshipId = relationships[0]?.id ?? ''
    const closing = await makeWave(db.prisma, { workspaceId, studyId: study.id, number: 2 })
    const close = () =>
      db.prisma.wave.update({
        where: { workspaceId_id: { workspaceId, id: closing.id } },
        data: { state: 'closing', closedAt: new Date() },
      })
    const whilePublishing = (write: (tx: Prisma.TransactionClient) => Promise<unknown>) =>
      db.prisma.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('thiqa.publishing', ${closing.id}, true)`
        await write(tx)
      })
    return { workspaceId, waveId, relationshipId, closing, close, whilePublishing }
  }

  test('takes released values from the publication of a wave alone', async () => {
    const { workspaceId, waveId, relationshipId, closing, close, whilePublishing } = await makeClosing()
    const into = (id: string) => db.prisma.releasedRow.create({ data: rowOf(workspaceId, id, relationshipId) })
    await expect(into(waveId)).rejects.toThrow()
    await expect(into(closing.id)).rejects.toThrow()
    await close()
    await expect(into(closing.id)).rejects.toThrow('publication of a wave')
    const store = (cell: object | number, measure = 'level') =>
      whilePublishing((tx) =>
        tx.releasedRow.create({ data: { ...rowOf(workspaceId, closing.id, relationshipId, cell), measure } }),
      )
    const told = { n: 3, nTo: 4, mean: 50 }
    const trend = { ...told, mean: 1.5, se: 0.5, low: 0.4, high: 2.6, waves: 3 }
    // fewer people than promised, an exact number of people, a number that is not whole, a standard error
    for (const broken of [
      { n: 1, mean: 50 },
      { n: 5, mean: 50 },
      { n: 5, nTo: 5, mean: 50 },
      { ...told, mean: 50.5 },
      { ...told, sd: 1.5 },
      { ...told, low: 40.5 },
      { ...told, high: 60.5 },
      { ...told, se: 1 },
      { ...told, indicative: 9.5 },
    ])
      await expect(store(broken), JSON.stringify(broken)).rejects.toThrow('breaks the promise')
    // a trend of two waves or of none, with a spread, of too few people
    for (const broken of [
      { ...trend, waves: 2 },
      told,
      { ...trend, sd: 1 },
      { ...trend, indicative: 9 },
      { ...trend, n: 2 },
      { ...trend, nTo: 3 },
    ])
      await expect(store(broken, 'trend'), JSON.stringify(broken)).rejects.toThrow('breaks the promise')
    await store({ ...told, sd: 5, low: -40, high: 60, waves: 2, indicative: 17 })
    await store(trend, 'trend')
  })

  test('takes no values without flagged responses where pools alone are promised', async () => {
    const { workspaceId, study } = await publish('pooled', [2, 2, 2])
    const wave = await makeWave(db.prisma, { workspaceId, studyId: study.id, number: 2 })
    const where = { workspaceId_id: { workspaceId, id: wave.id } }
    await db.prisma.wave.update({ where, data: { state: 'closing', closedAt: new Date() } })
    const store = (scope: string) =>
      db.prisma.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('thiqa.publishing', ${wave.id}, true)`
        const place = { side: 'buyer', function: '', measure: 'level', scope, scopeKey: '', methodVersion: 0 }
        await tx.releasedRow.create({
          data: { ...place, workspaceId, waveId: wave.id, cells: { trust: { n: 5, nTo: 9, mean: 50 } } },
        })
      })
    await expect(store('unflagged')).rejects.toThrow('breaks the promise')
    await store('portfolio')
  })

  test('takes what a side’s own firm is shown only where that was promised, of three people at least', async () => {
    const { workspaceId, relationshipId, closing, close, whilePublishing } = await makeClosing()
    const { id } = closing
    const store = (values: object) =>
      whilePublishing((tx) =>
        tx.releasedRow.create({
          data: { ...rowOf(workspaceId, id, relationshipId, TOLD), ...OWN_SIDE, ...values },
        }),
      )
    await db.prisma.wave.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: { audience: 'own-side', minimumGroupSize: 5 },
    })
    await close()
    await expect(store({ scope: 'relationship' })).rejects.toThrow('breaks the promise')
    await expect(store({ cells: { trust: { ...TOLD, n: 2 } } })).rejects.toThrow('breaks the promise')
    await expect(store({ side: 'both' })).rejects.toThrow('released_row_scope_check')
    await expect(store({ function: 'quality' })).rejects.toThrow('released_row_scope_check')
    await expect(store({ scopeKey: id })).rejects.toThrow('released_row_scope_check')
    await store({})
    const shared = await makeClosing()
    await shared.close()
    const row = { ...rowOf(shared.workspaceId, shared.closing.id, shared.relationshipId, TOLD), ...OWN_SIDE }
    await expect(shared.whilePublishing((tx) => tx.releasedRow.create({ data: row }))).rejects.toThrow(
      'breaks the promise',
    )
  })

  test('takes only cells that say a reason and nothing else, or people and a value in plain numbers', async () => {
    const { workspaceId, relationshipId, closing, close, whilePublishing } = await makeClosing()
    await close()
    const told = { n: 3, nTo: 4, mean: 50 }
    for (const shapeless of [
      ...[5, 'minimum', true, [], [told], [[told]], {}],
      { reason: 'minimum', mean: 5 },
      { reason: 'minimum', more: 'minimum' },
      ...['because', '', 5, null, true, ['minimum'], [], { minimum: 1 }].map((reason) => ({ reason })),
      { n: 3, nTo: 4 },
      { nTo: 4, mean: 1 },
      { n: 0, nTo: 4, mean: 1 },
      { n: 5, nTo: 4, mean: 1 },
      { ...told, median: 50 },
      { ...told, answers: [1, 2, 3] },
      ...['n', 'nTo', 'mean', 'sd', 'se', 'low', 'high', 'waves'].flatMap((key) =>
        [null, '5', true, [], [5], { n: 5 }, 1_000_001, -1_000_001, 1e300].map((value) => ({ ...told, [key]: value })),
      ),
      { ...told, n: 3.5 },
      { ...told, nTo: 4.5 },
      { ...told, waves: 3.5 },
    ]) {
      const data = { ...rowOf(workspaceId, closing.id, relationshipId), cells: { trust: told, forged: shapeless } }
      const stored = whilePublishing((tx) => tx.releasedRow.create({ data: { ...data, cells: data.cells as object } }))
      await expect(stored, JSON.stringify(shapeless)).rejects.toThrow('released_row_cells_check')
    }
    for (const cells of [[told], 'told', 5]) {
      const data = { ...rowOf(workspaceId, closing.id, relationshipId), cells }
      const stored = whilePublishing((tx) => tx.releasedRow.create({ data }))
      await expect(stored, JSON.stringify(cells)).rejects.toThrow('released_row_cells_check')
    }
  })

  test('takes comments only from publication, five together at least', async () => {
    const { workspaceId, waveId, relationshipId, closing, close, whilePublishing } = await makeClosing()
    const comments = (id: string, count: number) =>
      Array.from({ length: count }, (_, number) => comment(workspaceId, id, relationshipId, number))
    await expect(db.prisma.releasedComment.createMany({ data: comments(waveId, 5) })).rejects.toThrow()
    await close()
    await expect(db.prisma.releasedComment.createMany({ data: comments(closing.id, 5) })).rejects.toThrow('publication')
    const store = (count: number) =>
      whilePublishing((tx) => tx.releasedComment.createMany({ data: comments(closing.id, count) }))
    await expect(store(4)).rejects.toThrow('stand together')
    await store(5)
    const where = { workspaceId, waveId: closing.id }
    await expect(db.prisma.releasedComment.updateMany({ where, data: { text: 'x' } })).rejects.toThrow('never changed')
    expect(await db.prisma.releasedComment.deleteMany({ where })).toEqual({ count: 5 })
  })

  test('neither changes nor loses what was published', async () => {
    const { workspaceId, waveId } = await publish('shared', [3])
    const where = { workspaceId, waveId }
    await expect(db.prisma.releasedRow.updateMany({ where, data: { cells: {} } })).rejects.toThrow('never changed')
    await expect(db.prisma.releasedRow.deleteMany({ where })).rejects.toThrow('stays')
    for (const table of ['released_row', 'released_comment', 'measurement', 'participation'])
      await expect(db.database.executeSql(`TRUNCATE ${table}`), table).rejects.toThrow('never changed')
  })

  test('keeps how many answered a published wave, and counts again while a wave is being published', async () => {
    const { workspaceId, waveId, closing, close } = await makeClosing()
    const where = { workspaceId, waveId }
    const [counted] = await db.prisma.participation.findMany({ where })
    if (!counted) throw new Error('a published wave has participation')
    const { id, ...again } = counted
    const { participation } = db.prisma
    await expect(participation.updateMany({ where, data: { answered: 9 } })).rejects.toThrow('never changed')
    await expect(participation.deleteMany({ where })).rejects.toThrow('stays')
    const { id: relationshipId } = await makeRelationship(db.prisma, { workspaceId })
    await expect(participation.create({ data: { ...again, relationshipId } })).rejects.toThrow('not added to')
    const other = { ...again, waveId: closing.id }
    await close()
    await participation.create({ data: other })
    expect(await participation.deleteMany({ where: { workspaceId, waveId: closing.id } })).toEqual({ count: 1 })
    expect(await participation.count({ where: { workspaceId, waveId, id } })).toBe(1)
  })

  test('never changes the words of a promise, which go only with their wave', async () => {
    const { workspaceId, closing } = await makeClosing()
    const where = { workspaceId, waveId: closing.id }
    const text = 'Nobody sees who said what.'
    await db.prisma.promiseText.create({ data: { ...where, language: 'en', text, hash: hashPromise(text) } })
    await expect(db.prisma.promiseText.updateMany({ where, data: { text: 'x' } })).rejects.toThrow('never changed')
    await db.prisma.wave.delete({ where: { workspaceId_id: { workspaceId, id: closing.id } } })
    expect(await db.prisma.promiseText.count({ where })).toBe(0)
  })
})
