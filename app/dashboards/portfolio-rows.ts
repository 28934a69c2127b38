import type { CellView } from './cell-view'
import type { PortfolioRow } from './portfolio'

const VALUES = {
  buyer_trust: (row: PortfolioRow) => row.buyerTrust,
  supplier_trust: (row: PortfolioRow) => row.supplierTrust,
  trust_gap: (row: PortfolioRow) => row.gap,
  buyer_unproductive: (row: PortfolioRow) => row.buyerUnproductive,
  supplier_unproductive: (row: PortfolioRow) => row.supplierUnproductive,
}
const ENTRIES = Object.entries(VALUES)

export const PORTFOLIO_COLUMNS = [
  ...['wave', 'relationship', 'buyer', 'supplier', 'category', 'annual_spend', 'currency', 'invited', 'answered'],
  ...ENTRIES.flatMap(([name]) => [
    name,
    `${name}_n`,
    `${name}_n_to`,
    `${name}_n_effective`,
    `${name}_ci_low`,
    `${name}_ci_high`,
  ]),
  'withheld',
]

/** The portfolio as rows of a table file, in full precision; withheld values are empty and named in the last column. */
export function portfolioFileRows(rows: readonly PortfolioRow[], wave: number) {
  return rows.map((row) => {
    const views = ENTRIES.map(([name, read]) => [name, read(row)] as const)
    return {
      wave,
      relationship: row.code,
      buyer: row.buyerName,
      supplier: row.supplierName,
      category: row.category,
      annual_spend: row.annualSpend,
      currency: row.currency,
      invited: row.invited,
      answered: row.answered,
      ...Object.assign({}, ...views.map(([name, view]) => valuesOf(name, view))),
      withheld: views
        .filter(([, view]) => view.status === 'withheld')
        .map(([name]) => name)
        .join(' '),
    }
  })
}

function valuesOf(name: string, view: CellView): Record<string, number | null> {
  if (view.status === 'withheld') return {}
  return {
    [name]: view.mean,
    [`${name}_n`]: view.n,
    ...(view.nTo !== null && { [`${name}_n_to`]: view.nTo }),
    ...(view.effectiveN !== null && { [`${name}_n_effective`]: view.effectiveN }),
    [`${name}_ci_low`]: view.low,
    [`${name}_ci_high`]: view.high,
  }
}
