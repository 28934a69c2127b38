import { expect, test } from 'vitest'
import { relationshipHistory } from '#app/dashboards/relationship-history'
import { makeResultTable } from './make-result-table'

test('a relationship has every index that some wave asked about in every wave, released or withheld', () => {
  const history = relationshipHistory([
    makeResultTable({ wave: 1, cells: { 'buyer.trust': 50, 'both.trust_gap': 'withheld' } }),
    makeResultTable({ wave: 2, cells: { 'buyer.trust': { mean: 55, n: 5, low: 40, high: 70 } } }),
  ])
  expect(history.map(({ wave }) => wave)).toEqual([1, 2])
  expect(Object.keys(history[0]?.values ?? {})).toHaveLength(2)
  expect(history[0]?.values['both.trust_gap']).toEqual({ status: 'withheld' })
  expect(history[1]?.values['buyer.trust']).toEqual({
    status: 'released',
    n: 5,
    nTo: null,
    mean: 55,
    low: 40,
    high: 70,
    waves: null,
    indicative: null,
    effectiveN: null,
  })
})
