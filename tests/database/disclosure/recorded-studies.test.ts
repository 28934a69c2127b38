// Whole studies, published by the product: what comes out must equal R. Persons who answer about several relationships count once.
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { TIME_TABLES, transactionalTimePage } from '#app/dashboards/transactional-time'
import { type ResultTable, readResultTables } from '#app/disclosure/read-results.server'
import { MEASURES, type Measure } from '#app/disclosure/release'
import { EVERYTHING } from '#app/people/find-reach.server'
import { publishRecordedStudy } from '#tests/factories/publish-recorded-study'
import { expectEqual } from '#tests/reference/r-values'
import { useDatabase } from '#tests/setup/test-database'

const DATA = 'tests/reference/data'
const ATTRIBUTED = { audience: 'attributed', minimumGroupSize: 1 } as const
const CLOSED = 1e-9
const codeOf = (table: ResultTable) => table.relationship.code
const db = useDatabase()

const readJson = async (name: string) => JSON.parse(await readFile(`${DATA}/${name}`, 'utf8'))
const readCsv = async (name: string): Promise<Record<string, string>[]> =>
  parse(gunzipSync(await readFile(`${DATA}/${name}`)), { columns: true })

const numberOrNull = (text: string | undefined) => (text ? Number(text) : null)

type Tail<Parts extends unknown[]> = Parts extends [unknown, unknown, ...infer Rest] ? Rest : never

async function publish(name: string, ...how: Tail<Parameters<typeof publishRecordedStudy>>) {
  const { workspaceId, waves } = await publishRecordedStudy(db.prisma, `${DATA}/${name}`, ...how)
  const published = waves.map(({ id, number, publishedAt }) => ({
    id,
    number,
    publishedAt: publishedAt ?? new Date(0),
  }))
  const read = (measures: readonly Measure[]) =>
    readResultTables(db.prisma, { within: EVERYTHING, workspaceId, waves: published, measures })
  return { workspaceId, waves: published, read }
}

test('a study with names: transactional time against trust, and trends, are those of R', async () => {
  const { read } = await publish('study', ATTRIBUTED)
  const tables = await read([...TIME_TABLES, 'trend'])
  const { transactional_time: expected } = await readJson('study_summary.json')
  const { comparison } = transactionalTimePage(
    tables.filter(({ wave }) => wave.number === 1),
    ...(['unproductive', 'relationships', 'buyer'] as const),
  )
  const { line, correlation, quartiles, n } = comparison
  expectEqual(
    {
      ...{ n, slope: line?.slope.estimate, intercept: line?.intercept.estimate, r: correlation?.r },
      ci_slope_95: [line?.slope.low, line?.slope.high],
      quartile_mean_unproductive: Object.fromEntries(quartiles.map(({ quartile, mean }) => [quartile, mean])),
    },
    { ...expected, definition: undefined, per_buyer_firm: undefined },
    CLOSED,
  )
  const { buyer_trust_slope_per_relationship: slopes } = await readJson('study_analysis.json')
  expect(slopes.length).toBe(120)
  for (const { relationship, waves, slope, ci_low, ci_high } of slopes) {
    // the newest wave may lack the value: then there is no trend up to it
    const cell = tables
      .find((one) => one.wave.number === 4 && one.relationship.code === relationship)
      ?.cell('buyer', 'trust', 'trend')
    if (cell?.status !== 'released') {
      expect(waves).toBeLessThan(4)
      continue
    }
    expectEqual({ waves: cell.waves, slope: cell.mean }, { waves, slope }, CLOSED, relationship)
    // no narrower than the line alone says: the levels are uncertain, too
    if (cell.low !== undefined && cell.high !== undefined) {
      expect(cell.low).toBeLessThanOrEqual(ci_low + 1e-9)
      expect(cell.high).toBeGreaterThanOrEqual(ci_high - 1e-9)
    }
  }
}, 300_000)

describe('a study in which people answer about several relationships', () => {
  test('has the levels, gaps and changes of R', async () => {
    const { workspaceId, waves, read } = await publish('study_firms', ATTRIBUTED)
    const tables = await read(['level', 'change', 'panel-change'])
    const tableOf = (wave: number, relationship: string) =>
      tables.find((one) => one.wave.number === wave && one.relationship.code === relationship)
    const indices = await readCsv('study_firms_indices.csv.gz')
    expect(indices.length).toBeGreaterThan(400)
    for (const row of indices) {
      const table = tableOf(Number(row.wave), row.relationship ?? '')
      const place = `${row.wave} ${row.relationship}`
      for (const side of ['buyer', 'supplier'] as const)
        for (const index of ['trust', 'dependence', 'unproductive', 'unproductive_strict']) {
          const cell = table?.cell(side, index)
          const own = cell?.status === 'released' ? cell : { n: 0, mean: null }
          const name = `${side}_${index}`
          expectEqual(
            { n: own.n, mean: own.mean },
            { n: Number(row[`${name}_n`]), mean: numberOrNull(row[`${name}_mean`]) },
            CLOSED,
            `${place} ${name}`,
          )
        }
      const gap = table?.cell('both', 'trust_gap')
      const told = gap?.status === 'released' ? gap : undefined
      const expected = ['', '_se', '_ci_low', '_ci_high'].map((part) => numberOrNull(row[`trust_gap${part}`]))
      expectEqual([told?.mean, told?.se, told?.low, told?.high], expected, CLOSED, `${place} gap`)
    }
    const changes = await readCsv('study_firms_changes.csv.gz')
    expect(changes.length).toBeGreaterThan(300)
    for (const row of changes) {
      const side = row.side as 'buyer' | 'supplier'
      const place = `${row.from} ${row.relationship} ${side}`
      const table = tableOf(Number(row.to), row.relationship ?? '')
      const cellOf = (measure: Measure) => {
        const cell = table?.cell(side, 'trust', measure)
        return cell?.status === 'released' ? cell : undefined
      }
      const [change, panel] = [cellOf('change'), cellOf('panel-change')]
      if (change)
        expectEqual(
          [change.mean, change.low, change.high],
          [row.change, row.ci_low, row.ci_high].map(numberOrNull),
          CLOSED,
          place,
        )
      expectEqual(
        [panel?.n ?? 0, panel?.mean],
        [row.same_persons_n, row.same_persons_change].map(numberOrNull),
        CLOSED,
        place,
      )
    }

    // a person is counted once in a group of relationships
    const people = await db.prisma.$queryRaw<{ people: number }[]>`
      SELECT count(DISTINCT i.participant_id)::int AS people FROM response r
      JOIN assignment a ON a.workspace_id = r.workspace_id AND a.id = r.id
      JOIN invitation i ON i.workspace_id = a.workspace_id AND i.id = a.invitation_id
      WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ${waves[0]?.id}::uuid AND r.side = 'buyer'
        AND r.scores->>'trust' IS NOT NULL`
    const row = await db.prisma.releasedRow.findFirstOrThrow({
      where: { workspaceId, waveId: waves[0]?.id ?? '', scope: 'portfolio', side: 'buyer', measure: 'level' },
    })
    expect((row.cells as { trust: { n: number } }).trust.n).toBe(people[0]?.people)
  }, 300_000)
})

describe('the same study with three people promised', () => {
  const CONFIDENTIAL = { audience: 'shared', minimumGroupSize: 3 } as const

  test('tells more sides over four waves than in one, and of each the mean over all answers in them', async () => {
    const { workspaceId, waves, read } = await publish('study_firms', CONFIDENTIAL)
    const newest = (await read(MEASURES)).filter(({ wave }) => wave.number === 4)
    let [shown, more] = [0, 0]
    for (const table of newest)
      for (const side of ['buyer', 'supplier'] as const) {
        const cell = table.cell(side, 'trust', 'roll-up')
        if (cell?.status !== 'released') continue
        shown += 1
        if (table.cell(side, 'trust')?.status === 'withheld') more += 1
        const [truth] = await db.prisma.$queryRaw<{ mean: number; people: number }[]>`
          SELECT avg((r.scores->>'trust')::float8) AS mean, count(DISTINCT i.participant_id)::int AS people FROM response r
          JOIN assignment a ON a.workspace_id = r.workspace_id AND a.id = r.id
          JOIN invitation i ON i.workspace_id = a.workspace_id AND i.id = a.invitation_id
          WHERE r.workspace_id = ${workspaceId}::uuid AND r.relationship_id = ${table.relationship.id}::uuid AND r.side = ${side}
            AND r.scores->>'trust' IS NOT NULL`
        expect(cell.mean).toBe(Math.round(truth?.mean ?? Number.NaN))
        expect(cell.n).toBeLessThanOrEqual(truth?.people ?? 0)
        expect(cell.nTo ?? cell.n).toBeGreaterThanOrEqual(truth?.people ?? 0)
        expect(cell.waves).toBe(waves.length)
      }
    expect(shown).toBeGreaterThan(more)
    expect(more).toBeGreaterThan(0)
  }, 300_000)

  test('is told neither over waves nor as a change where answers of a wave before are gone', async () => {
    const { read } = await publish('study_firms', CONFIDENTIAL, async (workspaceId, wave) => {
      if (wave === 4)
        await db.prisma.response.deleteMany({ where: { workspaceId, submittedAt: new Date(Date.UTC(2026, 2, 15)) } })
    })
    const tables = await read(['level', 'change', 'panel-change', 'roll-up'])
    // whoever did not answer in wave 3 has lost nothing
    const hadAnswers = new Set(
      tables.filter(({ wave, participation }) => wave.number === 3 && participation.buyer.answered > 0).map(codeOf),
    )
    const told = (wave: number) =>
      tables
        .filter((table) => table.wave.number === wave && hadAnswers.has(codeOf(table)))
        .flatMap((table) => MEASURES.map((measure) => table.cell('buyer', 'trust', measure)))
        .filter((cell) => cell?.status === 'released' && cell.measure !== 'level')
    expect(told(3).length).toBeGreaterThan(0)
    expect(told(4)).toEqual([])
  }, 300_000)
})
