import fc from 'fast-check'
import { expect, expectTypeOf, test } from 'vitest'
import { viewCell } from '#app/dashboards/cell-view'
import { fromReleaseStore, type ReleasedCell, release } from '#app/disclosure/release'
import { indexRelationship } from '#app/trust/index-relationship'
import type { RawCell } from '#app/trust/raw-cell'

const K3 = { audience: 'shared', minimumGroupSize: 3 } as const
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
            const n = sizes.reduce((sum, size) => sum + size, 0)
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
  const row = {
    ...{ indexId: 'trust', side: 'buyer', scope: 'relationship', scopeKey: 'x', function: '', measure: 'level' },
    status: 'withheld',
    reason: 'minimum',
    ...{ n: null, nTo: null },
    mean: null,
    sd: null,
    se: null,
    low: null,
    high: null,
  }
  expect(fromReleaseStore([row])[0]?.status).toBe('withheld')
  expect(() => fromReleaseStore([{ ...row, mean: 61 }])).toThrow()
  expect(() => fromReleaseStore([{ ...row, status: 'released', reason: null }])).toThrow()
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
