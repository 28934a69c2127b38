import { expect, test } from 'vitest'
import { portfolioRows } from '#app/dashboards/portfolio'
import { PORTFOLIO_COLUMNS, portfolioFileRows } from '#app/dashboards/portfolio-rows'
import { makeResultTable } from './make-result-table'

const table = makeResultTable({
  code: 'R1',
  cells: { 'buyer.trust': { mean: 61.111, n: 4, low: 50.5, high: 71.7 }, 'supplier.trust': 'withheld' },
})
const [row] = portfolioFileRows(portfolioRows([table], 1), 1)

test('a row has what the table shows, in full precision', () => {
  expect(row).toMatchObject({
    wave: 1,
    relationship: 'R1',
    buyer: 'Gulf',
    annual_spend: 1000,
    currency: 'USD',
    invited: 8,
    answered: 6,
    buyer_trust: 61.111,
    buyer_trust_n: 4,
    buyer_trust_ci_low: 50.5,
    buyer_trust_ci_high: 71.7,
  })
})

test('withheld values have no column filled, and are named', () => {
  expect(row).not.toHaveProperty('supplier_trust')
  expect(row).not.toHaveProperty('supplier_trust_n')
  expect(row?.withheld).toBe('supplier_trust trust_gap buyer_unproductive supplier_unproductive')
})

test('every value has its column', () => {
  expect(Object.keys(row ?? {}).filter((name) => !PORTFOLIO_COLUMNS.includes(name))).toEqual([])
  expect(new Set(PORTFOLIO_COLUMNS).size).toBe(PORTFOLIO_COLUMNS.length)
})
