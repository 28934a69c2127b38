import { expect, test } from 'vitest'
import { RESULT_COLUMNS, resultRows } from '#app/exports/result-rows'
import { makeResultTable } from '#tests/unit/dashboards/make-result-table'

const rows = [
  ...resultRows([
    makeResultTable({
      wave: 2,
      cells: { 'supplier.trust': 'withheld', 'buyer.trust': { mean: 61.5, n: 4, sd: 5, se: 2.5, low: 53, high: 70 } },
    }),
  ]),
]

test('every released value is a row with its interval', () => {
  expect(rows[0]).toEqual({
    ...{ relationship: 'R1', buyer: 'Gulf', supplier: 'Delta', category: 'Packaging', wave: 2 },
    ...{ side: 'buyer', index: 'trust', measure: 'level', status: 'released' },
    ...{ n: 4, mean: 61.5, sd: 5, se: 2.5, ci_low: 53, ci_high: 70 },
  })
})

test('a withheld value is a row that says neither why nor any number', () => {
  expect(rows[1]).toEqual({
    ...{ relationship: 'R1', buyer: 'Gulf', supplier: 'Delta', category: 'Packaging', wave: 2 },
    ...{ side: 'supplier', index: 'trust', measure: 'level', status: 'withheld' },
  })
})

test('every value has its column', () => {
  for (const row of rows) expect(Object.keys(row).filter((name) => !RESULT_COLUMNS.includes(name))).toEqual([])
})
