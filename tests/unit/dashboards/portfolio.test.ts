import { describe, expect, test } from 'vitest'
import {
  portfolioRows,
  searchPortfolio,
  sortPortfolio,
  summarizePortfolio,
  trendRange,
} from '#app/dashboards/portfolio'
import { readPortfolioChoice } from '#app/dashboards/portfolio-choice'
import { makeResultTable } from './make-result-table'

const tables = [
  makeResultTable({ code: 'R1', wave: 1, cells: { 'buyer.trust': 50, 'supplier.trust': 'withheld' } }),
  makeResultTable({
    code: 'R1',
    wave: 2,
    cells: { 'buyer.trust': 60, 'supplier.trust': 70, 'both.trust_gap': -10, 'buyer.unproductive': 30 },
  }),
  makeResultTable({ code: 'R1', wave: 3, cells: { 'buyer.trust': 90, 'supplier.trust': 95 } }),
  makeResultTable({
    code: 'R2',
    wave: 2,
    buyer: 'Najm',
    supplier: 'Wāḥa',
    category: 'Freight',
    annualSpend: null,
    cells: { 'buyer.trust': 'withheld', 'supplier.trust': 40, 'both.trust_gap': 'withheld' },
    participation: { buyer: { invited: 2, answered: 1 }, supplier: { invited: 2, answered: 2 } },
  }),
]
const rows = portfolioRows(tables, 2)
const [first, second] = rows

describe('the portfolio of a wave', () => {
  test('has a row for each relationship that the wave asked about', () => {
    expect(rows.map((row) => row.code)).toEqual(['R1', 'R2'])
    expect(portfolioRows(tables, 3).map((row) => row.code)).toEqual(['R1'])
  })

  test('shows values of that wave, and withheld ones as withheld', () => {
    expect(first).toMatchObject({ gap: { mean: -10 }, buyerUnproductive: { mean: 30 } })
    expect(first?.supplierUnproductive).toEqual({ status: 'withheld' })
    expect(second?.buyerTrust).toEqual({ status: 'withheld' })
  })

  test('knows the trend up to that wave, with a gap where a value was withheld, and nothing later', () => {
    expect(first?.trend).toEqual({ buyer: [50, 60], supplier: [null, 70] })
  })

  test('counts the questionnaires of both sides together', () => {
    expect(second).toMatchObject({ invited: 4, answered: 3 })
  })
})

describe('the order', () => {
  test.each([false, true])('puts what is withheld last (descending: %s)', (isDescending) => {
    expect(sortPortfolio(rows, 'buyerTrust', isDescending).map((row) => row.code)).toEqual(['R1', 'R2'])
    expect(sortPortfolio(rows, 'spend', isDescending).at(-1)?.code).toBe('R2')
  })

  test('runs in both directions', () => {
    expect(sortPortfolio(rows, 'supplierTrust', false).map((row) => row.code)).toEqual(['R2', 'R1'])
    expect(sortPortfolio(rows, 'supplierTrust', true).map((row) => row.code)).toEqual(['R1', 'R2'])
    expect(sortPortfolio(rows, 'rate', true).map((row) => row.code)).toEqual(['R1', 'R2'])
    expect(sortPortfolio(rows, 'category', false).map((row) => row.code)).toEqual(['R2', 'R1'])
  })

  test('leaves the given rows as they are', () => {
    sortPortfolio(rows, 'code', true)
    expect(rows.map((row) => row.code)).toEqual(['R1', 'R2'])
  })
})

test.each([
  ['najm', ['R2']],
  ['WĀḤA', ['R2']],
  ['freight', ['R2']],
  ['r1', ['R1']],
  ['', ['R1', 'R2']],
  ['.*', []],
])('a search for %j finds %j by code, firm or category', (search, codes) => {
  expect(searchPortfolio(rows, search).map((row) => row.code)).toEqual(codes)
})

describe('the summary', () => {
  test('takes the median over the released values of both sides', () => {
    expect(summarizePortfolio(rows)).toEqual({
      relationships: 2,
      medianTrust: 60,
      medianUnproductive: 30,
      withheldSides: 1,
      invited: 12,
      answered: 9,
    })
  })

  test('has no median where everything is withheld', () => {
    const withheld = portfolioRows([makeResultTable()], 1)
    expect(summarizePortfolio(withheld)).toMatchObject({
      medianTrust: null,
      medianUnproductive: null,
      withheldSides: 2,
    })
  })
})

describe('the range of the trends', () => {
  test('is what all of them need', () => {
    expect(trendRange(rows)).toEqual([40, 70])
  })

  test('is at least 20 points wide, so that small changes stay small', () => {
    const [row] = portfolioRows([makeResultTable({ cells: { 'buyer.trust': 60, 'supplier.trust': 62 } })], 1)
    expect(trendRange(row ? [row] : [])).toEqual([51, 71])
  })

  test('is the whole scale where nothing is released', () => {
    expect(trendRange([])).toEqual([0, 100])
  })
})

describe('the choice in the address', () => {
  test('is read', () => {
    expect(readPortfolioChoice('http://x/p?q=bearing&sort=gap&order=desc')).toEqual({
      search: 'bearing',
      sort: 'gap',
      isDescending: true,
    })
  })

  test('falls back to the code for a column that is none, and cuts a search that is too long', () => {
    const choice = readPortfolioChoice(`http://x/p?q=${'a'.repeat(5000)}&sort=constructor`)
    expect(choice).toMatchObject({ sort: 'code', isDescending: false })
    expect(choice.search).toHaveLength(100)
  })
})
