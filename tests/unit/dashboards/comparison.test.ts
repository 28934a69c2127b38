import { expect, test } from 'vitest'
import { compare, measuresIn } from '#app/dashboards/benchmarks/comparison'
import { makeResultTable } from './make-result-table'

const tablesOf = (place: string, values: (number | 'withheld')[]) =>
  values.map((value, number) => makeResultTable({ code: `R${number}`, cells: { [place]: value } }))

test('relationships stand by their released values, the worst first and withheld ones last', () => {
  const rows = compare(tablesOf('buyer.trust', [80, 'withheld', 40, 60, 50, 70]), 'buyer.trust', undefined)
  expect(rows.map(({ relationship, percentile, standing }) => [relationship.code, percentile, standing])).toEqual([
    ['R2', 10, 'lowest'],
    ['R4', 30, 'lower'],
    ['R3', 50, 'upper'],
    ['R5', 70, 'upper'],
    ['R0', 90, 'highest'],
    ['R1', null, null],
  ])
  expect(rows[0]?.own).toEqual({ low: 50, median: 60, high: 70, count: 5 })
  expect(rows[0]?.amongOthers).toBeNull()
})

test('of what is better low, the highest come first', () => {
  const rows = compare(tablesOf('supplier.unproductive', [10, 'withheld', 50, 30]), 'supplier.unproductive', undefined)
  expect(rows.map(({ relationship }) => relationship.code)).toEqual(['R2', 'R3', 'R0', 'R1'])
  // three values are too few for a place among them
  expect(rows.every(({ own, percentile }) => own === null && percentile === null)).toBe(true)
})

test('beside it stands the quarter among other workspaces', () => {
  const benchmarks = { 'buyer.trust': { quarter: '2026-Q4', low: 45, median: 55, high: 65 } }
  const rows = compare(tablesOf('buyer.trust', [40, 45, 55, 65, 'withheld']), 'buyer.trust', benchmarks)
  expect(rows.map(({ amongOthers }) => amongOthers)).toEqual(['lowest', 'lower', 'upper', 'highest', null])
})

test('what a wave asked about can be compared, parts of an index cannot', () => {
  const cells = {
    'buyer.trust': 50,
    'both.trust_gap': 3,
    'buyer.time_price': 20,
    'buyer.unproductive': 'withheld',
  } as const
  expect(measuresIn(makeResultTable({ cells }))).toEqual(['buyer.trust', 'buyer.unproductive', 'both.trust_gap'])
  expect(measuresIn(undefined)).toEqual([])
})
