import fc from 'fast-check'
import { expect, expectTypeOf, test } from 'vitest'
import { viewCell } from '#app/dashboards/cell-view'
import {
  type CellPlace,
  fromReleaseStore,
  isReleased,
  type ReleasedCell,
  release,
  releaseCell,
  releaseTrend,
  toStoredCells,
} from '#app/disclosure/release'
import { indexRelationship } from '#app/trust/index-relationship'
import type { RawCell } from '#app/trust/raw-cell'

const K3 = { audience: 'shared', minimumGroupSize: 3 } as const
const PLACE: CellPlace = {
  ...{ index: 'trust', side: 'buyer', scope: 'relationship', scopeKey: 'x', function: '', measure: 'level' },
}
const VALUE = { mean: 61.2, sd: 9, se: 3, low: 55, high: 67 }
const NUMBERS = ['n', 'nTo', 'mean', 'sd', 'se', 'low', 'high']

const response = fc.record({
  side: fc.constantFrom('buyer' as const, 'supplier' as const),
  scores: fc.record({
    trust: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
    dependence: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
    unproductive: fc.option(fc.integer({ min: 0, max: 100 })),
    time_hours: fc.option(fc.integer({ min: 0, max: 100 })),
  }),
})

test('a value of fewer answers than the minimum is withheld, on each side behind it, and carries no number', () => {
  fc.assert(
    fc.property(
      fc.array(response, { maxLength: 14 }),
      fc.integer({ min: 3, max: 10 }),
      (responses, minimumGroupSize) => {
        const raw = indexRelationship(responses)
        const cells = release(raw, { audience: 'shared', minimumGroupSize })
        expect(cells.length).toBe(raw.length)
        for (const [index, cell] of cells.entries()) {
          const sizes = raw[index]?.groupSizes ?? []
          const hasEnough = sizes.every((size) => size >= minimumGroupSize)
          expect(cell.status).toBe(hasEnough ? 'released' : 'withheld')
          if (cell.status === 'withheld') expect(NUMBERS.filter((name) => name in cell)).toEqual([])
          else {
            const n = Math.min(...sizes)
            expect(cell.n).toBeLessThanOrEqual(n)
            expect(cell.nTo ?? cell.n).toBeGreaterThanOrEqual(n)
            expect(Number.isInteger(cell.mean)).toBe(true)
          }
        }
      },
    ),
  )
})

test('nobody and too few look alike', () => {
  const two = [1, 2].map(() => ({ side: 'buyer' as const, scores: { trust: 50 } }))
  expect(release(indexRelationship([]), K3)).toEqual(release(indexRelationship(two), K3))
})

test.each([
  { audience: 'shared', minimumGroupSize: 2 },
  { audience: 'shared', minimumGroupSize: 1 },
  { audience: 'attributed', minimumGroupSize: 3 },
  { audience: 'pooled', minimumGroupSize: 4 },
])('a promise that no study can have made releases nothing: %o', (policy) => {
  expect(() => release(indexRelationship([]), policy as never)).toThrow(RangeError)
})

test('what was stored as withheld cannot come back with a number', () => {
  const read = (cell: object) =>
    fromReleaseStore({
      ...{ side: 'buyer', scope: 'relationship', scopeKey: 'x', function: '', measure: 'level' },
      cells: { trust: cell },
    })
  expect(read({ reason: 'minimum' })[0]?.status).toBe('withheld')
  expect(read({ n: 3, mean: 61 })[0]?.status).toBe('released')
  for (const broken of [
    { reason: 'minimum', mean: 61 },
    { reason: 'minimum', n: 2 },
    { mean: 61 },
    { n: 0, mean: 61 },
    {},
  ])
    expect(() => read(broken)).toThrow('neither released nor withheld')
})

test('what is released comes back from the store as it was', () => {
  const place = { side: 'buyer', scope: 'relationship', scopeKey: 'x', function: '', measure: 'level' }
  for (const trusts of [[40], [40, 55, 70]]) {
    const answers = trusts.map((trust) => ({ side: 'buyer' as const, scores: { trust } }))
    const cells = release(indexRelationship(answers), { audience: 'attributed', minimumGroupSize: 1 }, 'x')
    const ofBuyer = cells.filter(({ side }) => side === 'buyer')
    const stored = JSON.parse(JSON.stringify(toStoredCells(ofBuyer)))
    expect(fromReleaseStore({ ...place, cells: stored })).toEqual(ofBuyer)
    expect(fromReleaseStore({ ...place, cells: stored }, ['trust', 'unheard-of']).map(({ index }) => index)).toEqual([
      'trust',
    ])
  }
})

test('a trend is the slope of released levels over their waves, and takes nothing else', () => {
  const levels = [60, 63, 61, 70].map((mean, index) => ({
    wave: index + 1,
    cell: releaseCell(
      { index: 'trust', side: 'buyer', scope: 'relationship', scopeKey: 'x', function: '', measure: 'level' },
      'released',
      { value: { mean, sd: 9, se: 3, low: mean - 6, high: mean + 6 }, n: 4 + index },
      K3,
    ),
  }))
  const place = { index: 'trust', side: 'buyer', scope: 'relationship', scopeKey: 'x', function: '' } as const
  const trend = releaseTrend(place, levels)
  // lm(c(60, 63, 61, 70) ~ 1:4): 2.8; the fewest people were those of the first wave
  expect(trend).toMatchObject({ status: 'released', measure: 'trend', waves: 4, n: 3, nTo: 4 })
  expect(trend?.status === 'released' && trend.mean).toBeCloseTo(2.8, 12)
  expect(releaseTrend(place, levels.slice(0, 2))).toBeUndefined()
  expect(() => releaseTrend(place, [{ wave: 1, cell: { ...levels[0]?.cell } as ReleasedCell }])).toThrow(
    'released values',
  )
})

test('people behind a trend are those of the wave with the fewest, wherever it stands', () => {
  const trend = (...people: number[]) =>
    releaseTrend(
      { index: 'trust', side: 'buyer', scope: 'relationship', scopeKey: 'x', function: '' },
      people.map((n, wave) => ({
        wave,
        cell: releaseCell(PLACE, 'released', { value: { ...VALUE, mean: 60 + wave }, n }, K3),
      })),
    )
  expect(trend(12, 4, 30)).toMatchObject({ n: 3, nTo: 4, sd: undefined })
  expect(trend(30, 12, 25)).toMatchObject({ n: 10, nTo: 19 })
  expect(trend(25, 40, 30)).toMatchObject({ n: 25, nTo: undefined })
  // a wave that was withheld is none of them
  expect(trend(12, 2, 30)).toBeUndefined()
  expect(trend(12, 2, 30, 12)).toMatchObject({ waves: 3, n: 10 })
})

test('suppression has the last word but one: below the minimum nothing is released whatever it says', () => {
  const cell = (decision: 'released' | 'complement', n: number, value: typeof VALUE | undefined = VALUE) =>
    releaseCell(PLACE, decision, { value, n, waves: 2 }, K3)
  expect(cell('released', 3)).toMatchObject({ status: 'released', mean: 61, waves: 2 })
  expect(cell('released', 2)).toEqual({ ...PLACE, status: 'withheld', reason: 'minimum' })
  expect(cell('complement', 12)).toEqual({ ...PLACE, status: 'withheld', reason: 'complement' })
  expect(releaseCell(PLACE, 'released', { value: undefined, n: 12 }, K3)).toMatchObject({ reason: 'minimum' })
})

test('a released cell cannot be changed, and its copy is none', () => {
  const cell = releaseCell(PLACE, 'released', { value: VALUE, n: 4 }, K3)
  expect(isReleased(cell)).toBe(true)
  expect(() => Object.assign(cell, { mean: 99 })).toThrow(TypeError)
  expect([{ ...cell }, undefined, null, 'cell', 61].some(isReleased)).toBe(false)
})

test('a value of both sides is released where both sides are, or one could be computed from it and the other', () => {
  const people = (side: 'buyer' | 'supplier', count: number) =>
    Array.from({ length: count }, (_, number) => ({ side, scores: { trust: 40 + number } }))
  const statusOf = (buyers: number, suppliers: number, decide?: (side: string) => 'released' | 'complement') =>
    release(indexRelationship([...people('buyer', buyers), ...people('supplier', suppliers)]), K3, 'x', decide)
      .filter(({ index }) => index === 'trust' || index === 'trust_gap')
      .map(({ scopeKey, side, status }) => `${scopeKey} ${side} ${status}`)
  expect(statusOf(3, 3)).toEqual(['x buyer released', 'x supplier released', 'x both released'])
  expect(statusOf(6, 2)).toEqual(['x buyer released', 'x supplier withheld', 'x both withheld'])
  expect(statusOf(2, 6)).toEqual(['x buyer withheld', 'x supplier released', 'x both withheld'])
  expect(statusOf(4, 4, (side) => (side === 'buyer' ? 'complement' : 'released'))).toEqual([
    ...['x buyer withheld', 'x supplier released', 'x both withheld'],
  ])
  const gap = release(indexRelationship([...people('buyer', 4), ...people('supplier', 4)]), K3, 'x', (side) =>
    side === 'supplier' ? 'dominance' : 'released',
  ).find(({ index }) => index === 'trust_gap')
  expect(gap).toMatchObject({ status: 'withheld', reason: 'pair' })
})

test('where pools are promised a single relationship is withheld, however many answered', () => {
  const answers = Array.from({ length: 30 }, () => ({ side: 'buyer' as const, scores: { trust: 50 } }))
  const cells = release(indexRelationship(answers), { audience: 'pooled', minimumGroupSize: 5 })
  expect(new Set(cells.map((cell) => cell.status === 'withheld' && cell.reason))).toEqual(
    new Set(['dominance', 'minimum']),
  )
})

test('a stored row of an unknown place is not believed', () => {
  const read = (changes: object) =>
    fromReleaseStore({
      ...{ side: 'buyer', scope: 'portfolio', scopeKey: '', function: '', measure: 'level', ...changes },
      cells: { trust: { n: 3, mean: 61 } },
    })
  for (const side of ['buyer', 'supplier', 'both']) expect(read({ side })[0]).toMatchObject({ side, mean: 61 })
  for (const changes of [{ side: 'all' }, { scope: 'person' }, { measure: 'answer' }])
    expect(() => read(changes)).toThrow('unknown place')
})

test('a stored cell with a reason that is none, or numbers that are none, is not believed', () => {
  for (const broken of [
    { reason: 'because' },
    { reason: 'because', n: 3, mean: 61 },
    { n: '3', mean: 61 },
    { n: 3, mean: '61' },
    { n: 3 },
  ])
    expect(() =>
      fromReleaseStore({
        ...{ side: 'buyer', scope: 'portfolio', scopeKey: '', function: '', measure: 'level' },
        cells: { trust: broken },
      }),
    ).toThrow('neither released nor withheld')
})

test('a value that did not come through the door does not compile, and is refused at run time', () => {
  const raw: RawCell = {
    index: 'trust',
    side: 'buyer',
    groupSizes: [2],
    value: { mean: 61, sd: undefined, se: undefined, low: undefined, high: undefined },
  }
  expectTypeOf<RawCell>().not.toExtend<ReleasedCell>()
  expectTypeOf<{
    index: string
    side: 'buyer'
    status: 'released'
    n: number
    mean: number
  }>().not.toExtend<ReleasedCell>()
  expect(() => viewCell(raw as unknown as ReleasedCell)).toThrow()
  const forged = { index: 'trust', side: 'buyer', status: 'released', n: 2, mean: 61 } as unknown as ReleasedCell
  expect(() => viewCell(forged)).toThrow('not released')
})
