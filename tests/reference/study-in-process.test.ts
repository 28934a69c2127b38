// The recorded study without server or database: scoring, indices and release against the values that R gives.
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { type ReleasedCell, release } from '#app/disclosure/release'
import { scoreResponse } from '#app/instruments/score-response'
import { indexRelationship } from '#app/trust/index-relationship'
import type { ScoredResponse } from '#app/trust/scored-response'
import { readStudy, studyInstrument } from './read-study'

type SideValue = {
  n: number
  mean: number | null
  sd: number | null
  se: number | null
  ci_95: [number, number] | null
}
type Row = { wave: number; relationship: string } & Record<string, unknown>

const RELATIVE = 1e-9
const SIDE_INDICES = ['trust', 'dependence', 'unproductive', 'unproductive_strict']
const PAIR_INDICES: Record<string, string> = {
  trust_gap: 'trust',
  mutual_trust_mean: 'trust',
  mutual_trust_min: 'trust',
  interdependence_mean: 'dependence',
  dependence_asymmetry: 'dependence',
}

function readScored(): Map<string, ScoredResponse[]> {
  const instrument = studyInstrument()
  const scored = new Map<string, ScoredResponse[]>()
  for (const { wave, relationship, side, answers } of readStudy()) {
    const place = `${wave} ${relationship}`
    scored.set(place, [...(scored.get(place) ?? []), { side, scores: scoreResponse(instrument, answers) }])
  }
  return scored
}

const reference = JSON.parse(
  gunzipSync(await readFile('tests/reference/data/study_indices.json.gz')).toString(),
) as Row[]
const scored = readScored()
const tableOf = (row: Row) => indexRelationship(scored.get(`${row.wave} ${row.relationship}`) ?? [])
const find = (cells: ReleasedCell[], side: string, index: string) =>
  cells.find((cell) => cell.side === side && cell.index === index)
const isClose = (actual: number | undefined, expected: number | null) =>
  expected === null
    ? actual === undefined
    : actual !== undefined && Math.abs(actual - expected) <= RELATIVE * Math.max(1, Math.abs(expected))

test('all 480 rows of indices equal R', () => {
  expect(reference.length).toBe(480)
  const wrong: string[] = []
  for (const row of reference) {
    const cells = release(tableOf(row), { audience: 'attributed', minimumGroupSize: 1 })
    for (const side of ['buyer', 'supplier']) {
      for (const index of SIDE_INDICES) {
        const value = row[`${side}_${index}`] as SideValue
        const cell = find(cells, side, index)
        const own = cell?.status === 'released' ? cell : undefined
        const isRight =
          (own?.n ?? 0) === value.n &&
          isClose(own?.mean, value.mean) &&
          isClose(own?.sd, value.sd) &&
          isClose(own?.se, value.se) &&
          isClose(own?.low, value.ci_95?.[0] ?? null) &&
          isClose(own?.high, value.ci_95?.[1] ?? null)
        if (!isRight) wrong.push(`${row.wave} ${row.relationship} ${side} ${index}`)
      }
    }
    for (const index of Object.keys(PAIR_INDICES)) {
      const cell = find(cells, 'both', index)
      if (!isClose(cell?.status === 'released' ? cell.mean : undefined, row[index] as number | null))
        wrong.push(`${row.wave} ${row.relationship} ${index}`)
    }
  }
  expect(wrong).toEqual([])
})

test.each([3, 5])('with a minimum of %i exactly the cells of smaller sides are withheld', (minimumGroupSize) => {
  let withheld = 0
  for (const row of reference) {
    const cells = release(tableOf(row), { audience: 'shared', minimumGroupSize })
    const sizeOf = (name: string) => (row[name] as SideValue).n
    const expectStatus = (side: string, index: string, sizes: number[]) => {
      const expected = sizes.every((size) => size >= minimumGroupSize) ? 'released' : 'withheld'
      expect(find(cells, side, index)?.status, `${row.wave} ${row.relationship} ${side} ${index}`).toBe(expected)
      if (expected === 'withheld') withheld++
    }
    for (const side of ['buyer', 'supplier'])
      for (const index of SIDE_INDICES) expectStatus(side, index, [sizeOf(`${side}_${index}`)])
    for (const [index, base] of Object.entries(PAIR_INDICES))
      expectStatus('both', index, [sizeOf(`buyer_${base}`), sizeOf(`supplier_${base}`)])
  }
  expect(withheld).toBeGreaterThan(0)
})
