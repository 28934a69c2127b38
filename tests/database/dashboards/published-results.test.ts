import { describe, expect, test } from 'vitest'
import { portfolioRows } from '#app/dashboards/portfolio'
import { transactionalTimePage } from '#app/dashboards/transactional-time'
import { findResultStudy, readResultTables } from '#app/disclosure/read-results.server'
import { EVERYTHING } from '#app/people/find-reach.server'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeWave } from '#tests/factories/make-wave'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()

async function readTables({ workspaceId, study }: { workspaceId: string; study: { id: string } }) {
  const found = await findResultStudy(db.prisma, workspaceId, study.id)
  if (!found) throw new Error('there is no such study')
  return readResultTables(db.prisma, { within: EVERYTHING, workspaceId, waves: found.waves })
}

describe('what was published', () => {
  test('is what the portfolio shows', async () => {
    const made = await makePublishedStudy(db.prisma, {
      waves: 2,
      relationships: [
        { code: 'A', buyer: [{}, {}, {}], supplier: [{ trust_1: 3 }, {}, {}, null] },
        { code: 'B', buyer: [{}, {}, null], supplier: [{}, {}, {}] },
      ],
    })
    const [a, b] = portfolioRows(await readTables(made), 2)
    expect(a).toMatchObject({
      code: 'A',
      buyerTrust: { mean: 80, n: 3, nTo: 4 },
      supplierTrust: { mean: 77 },
      gap: { mean: 3 },
      buyerUnproductive: { mean: 30 },
      invited: 7,
      answered: 6,
    })
    expect(a?.trend.buyer).toHaveLength(2)
    expect(b).toMatchObject({ buyerTrust: { status: 'withheld' }, gap: { status: 'withheld' }, answered: 5 })
    expect(b?.supplierTrust.status).toBe('released')
  })

  test('of too few people gives no point of the transactional-time page', async () => {
    const made = await makePublishedStudy(db.prisma, {
      relationships: [{ code: 'A', buyer: [{}, {}], supplier: [{}, {}, {}] }],
    })
    const { rows, withheld } = transactionalTimePage(await readTables(made), 'unproductive', 'relationships')
    expect(rows).toMatchObject([
      { side: 'buyer', trust: null, unproductive: null },
      { side: 'supplier', unproductive: 30 },
    ])
    expect(withheld).toBe(1)
  })

  test('of a single answer is shown where respondents were told so', async () => {
    const made = await makePublishedStudy(db.prisma, {
      audience: 'attributed',
      relationships: [{ code: 'A', buyer: [{}], supplier: [null] }],
    })
    const [row] = portfolioRows(await readTables(made), 1)
    expect(row).toMatchObject({ buyerTrust: { n: 1, low: null }, supplierTrust: { status: 'withheld' } })
  })
})

test('a study before its first publication has no waves to show', async () => {
  const { workspaceId, study } = await makePublishedStudy(db.prisma, { waves: 0 })
  await makeWave(db.prisma, { workspaceId, studyId: study.id })
  expect((await findResultStudy(db.prisma, workspaceId, study.id))?.waves).toEqual([])
})

test('results of another workspace do not exist', async () => {
  const own = await makePublishedStudy(db.prisma)
  const other = await makePublishedStudy(db.prisma)
  expect(await findResultStudy(db.prisma, other.workspaceId, own.study.id)).toBeUndefined()
  const waves = own.waves.map(({ id, number }) => ({ id, number, publishedAt: new Date('2026-03-02T08:00:00Z') }))
  expect(await readResultTables(db.prisma, { within: EVERYTHING, workspaceId: other.workspaceId, waves })).toEqual([])
})
