import { expect, test } from 'vitest'
import { standingOf } from '#app/dashboards/standings/standing-of'
import { makeResultTable } from './make-result-table'

const stand = (cells: NonNullable<Parameters<typeof makeResultTable>[0]>['cells'] = {}) =>
  standingOf(makeResultTable({ cells }), undefined)

test('how sure mutual trust is comes from people and spreads of both sides', () => {
  const both = stand({
    'buyer.trust': { mean: 60, n: 4, sd: 10, low: 44.1, high: 75.9 },
    'supplier.trust': { mean: 70, n: 12, sd: 20 },
    'both.mutual_trust_mean': { mean: 65, n: 16 },
  })
  // 4 / (1/4 + 1/12); 3 · 10² + 11 · 20²
  expect(both).toMatchObject({ trustPeople: 12, trustSquares: 4700, trustDegrees: 14 })
})

test('an interval stands in for a spread that is not told; one person tells none', () => {
  // of three people, 1.96 · 15 / √3
  const half = (1.959963984540054 * 15) / Math.sqrt(3)
  const told = stand({
    'buyer.trust': { mean: 60, n: 3, low: 60 - half, high: 60 + half },
    'supplier.trust': { mean: 50, n: 1 },
  })
  expect(told.trustSquares).toBeCloseTo(2 * 15 ** 2, 9)
  expect(told).toMatchObject({ trustPeople: 3, trustDegrees: 2 })
})

test('trust moved where a change is beyond its interval and reliable', () => {
  const change = { mean: -9, low: -14, high: -4 }
  expect(stand({ 'buyer.trust.change': change }).moved).toBeNull()
  expect(stand({ 'buyer.trust.change': { ...change, indicative: 12 } }).moved).toBe(0)
  expect(stand({ 'buyer.trust.change': { ...change, indicative: 8 } }).moved).toBe(-1)
})

test('of a withheld side nothing comes in', () => {
  const told = stand({ 'buyer.trust': { mean: 60, n: 4, sd: 10 }, 'supplier.trust': 'withheld' })
  expect(told).toMatchObject({ trustPeople: null, trustSquares: 300, trustDegrees: 3 })
  expect(stand()).toMatchObject({ trustPeople: null, trustSquares: 0, trustDegrees: 0 })
})
