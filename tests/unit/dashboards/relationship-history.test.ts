import { expect, test } from 'vitest'
import { relationshipHistory } from '#app/dashboards/relationship-history'
import { INDEX_PLACES } from '#app/trust/indices'
import { makeResultTable } from './make-result-table'

test('a relationship has every index in every published wave, released or withheld', () => {
  const history = relationshipHistory([
    makeResultTable({ wave: 1, cells: { 'buyer.trust': 50, 'both.trust_gap': 'withheld' } }),
    makeResultTable({ wave: 2, cells: { 'buyer.trust': { mean: 55, n: 5, low: 40, high: 70 } } }),
  ])
  expect(history.map(({ wave }) => wave)).toEqual([1, 2])
  expect(Object.keys(history[0]?.values ?? {})).toHaveLength(INDEX_PLACES.length)
  expect(history[0]?.values['both.trust_gap']).toEqual({ status: 'withheld' })
  expect(history[1]?.values['buyer.trust']).toEqual({ status: 'released', n: 5, mean: 55, low: 40, high: 70 })
})
