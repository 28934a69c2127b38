// The recorded study, through the front door of the built server, on both databases: every released index must equal R's.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bandOf } from '#app/disclosure/round-value'
import { makeEmptyDatabase } from '#tests/setup/make-empty-database'
import { differences } from './differences'

const MINIMUM = 3
const SIDES_OF: Record<string, string> = {
  trust_gap: 'trust',
  mutual_trust_mean: 'trust',
  mutual_trust_min: 'trust',
  interdependence_mean: 'dependence',
  dependence_asymmetry: 'dependence',
}

type Row = { wave: number; relationship: string } & Record<string, unknown>

const STUDY = 'tests/reference/data/study'

/** The first waves and relationships; all of them with `npm run test:replay`. */
const [WAVES, RELATIONSHIPS] = process.env.LONG_TESTS ? [4, 120] : [2, 40]

/** A copy of the recorded study in which there are no others. */
async function shorten(directory: string): Promise<string> {
  const linesOf = (text: string) => text.trimEnd().split('\n')
  const relationships = linesOf(await readFile(`${STUDY}/relationships.csv`, 'utf8')).slice(0, 1 + RELATIONSHIPS)
  const kept = new Set(relationships.map((line) => line.split(',')[0]))
  const [head = '', ...lines] = linesOf(gunzipSync(await readFile(`${STUDY}/responses.csv.gz`)).toString())
  expect(head).toMatch(/^wave,relationship,/)
  const responses = lines.filter((line) => {
    const [wave, relationship] = line.split(',', 2)
    return Number(wave) <= WAVES && kept.has(relationship)
  })
  await writeFile(path.join(directory, 'responses.csv.gz'), gzipSync([head, ...responses].join('\n')))
  await writeFile(path.join(directory, 'relationships.csv'), relationships.join('\n'))
  return directory
}

async function replay(...options: string[]): Promise<Row[]> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-replay-test-'))
  const database = await makeEmptyDatabase()
  const out = path.join(directory, 'indices.json')
  const program = spawn(
    process.execPath,
    ['--import', 'tsx', 'prisma/replay.ts', await shorten(directory), ...options, '--out', out],
    { env: { ...process.env, DATABASE_URL: database.databaseUrl ?? '' }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  program.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const code = await new Promise((resolve) => program.once('exit', resolve))
  expect(code, said).toBe(0)
  const rows = JSON.parse(await readFile(out, 'utf8')) as Row[]
  await database.remove()
  await rm(directory, { recursive: true })
  return rows
}

const reference = (
  JSON.parse(gunzipSync(await readFile('tests/reference/data/study_indices.json.gz')).toString()) as Row[]
).filter(({ wave, relationship }) => wave <= WAVES && Number(relationship.slice(1)) <= RELATIONSHIPS)

const find = (rows: Row[], row: Row) =>
  rows.find((one) => one.wave === row.wave && one.relationship === row.relationship)

/** In a confidential study: whole points, a band of people, no standard error, and no spread of fewer than ten or below five points. */
function asTold(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { n, mean, sd } = value as { n: number; mean: number; sd: number }
  const band = bandOf(n, MINIMUM)
  return {
    mean,
    sd: n < 10 || sd < 5 ? null : sd,
    se: null,
    n: band.n,
    ...(band.nTo !== undefined && { n_to: band.nTo }),
  }
}

test('a recorded study sent through the front door gives the indices that R gives', async () => {
  const rows = await replay('--attributed')
  expect([rows.length, reference.length]).toEqual([RELATIONSHIPS * WAVES, RELATIONSHIPS * WAVES])
  const wrong = reference.flatMap((row) => differences(find(rows, row), row, `${row.wave} ${row.relationship}`))
  expect(wrong).toEqual([])
}, 1_200_000)

test.runIf(process.env.LONG_TESTS)(
  'with a minimum of three exactly the cells of smaller sides are withheld',
  async () => {
    const rows = await replay('--minimum', String(MINIMUM))
    const sizeOf = (row: Row, name: string) => (row[name] as { n: number }).n
    const wrong = reference.flatMap((row) => {
      const own = find(rows, row)
      const expected = Object.entries(row).map(([name, value]) => {
        const base = SIDES_OF[name]
        const isCell = base !== undefined || /^(buyer|supplier)_/.test(name)
        if (!isCell) return [name, value]
        const sizes = base ? [sizeOf(row, `buyer_${base}`), sizeOf(row, `supplier_${base}`)] : [sizeOf(row, name)]
        return [name, sizes.some((size) => size < MINIMUM) ? null : asTold(value)]
      })
      return differences(own, Object.fromEntries(expected), `${row.wave} ${row.relationship}`, 0.5)
    })
    expect(wrong).toEqual([])
  },
  1_200_000,
)
