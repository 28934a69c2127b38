import type { ResultTable } from '#app/disclosure/read-results.server'
import { quantile } from '#app/statistics/descriptive/quantile'
import { type CellView, meanOf, viewCell } from './cell-view'

export interface PortfolioRow {
  relationshipId: string
  code: string
  buyerName: string
  supplierName: string
  category: string
  annualSpend: number | null
  currency: string | null
  buyerTrust: CellView
  supplierTrust: CellView
  gap: CellView
  buyerUnproductive: CellView
  supplierUnproductive: CellView
  /** trust of both sides in each wave up to the chosen one; null where withheld */
  trend: { buyer: (number | null)[]; supplier: (number | null)[] }
  invited: number
  answered: number
}

export const PORTFOLIO_INDICES = ['trust', 'trust_gap', 'unproductive']

/** One row per relationship that the wave asked about, with its history up to that wave. */
export function portfolioRows(tables: readonly ResultTable[], waveNumber: number): PortfolioRow[] {
  const histories = new Map<string, ResultTable[]>()
  for (const table of tables) {
    if (table.wave.number > waveNumber) continue
    const history = histories.get(table.relationship.id)
    if (history) history.push(table)
    else histories.set(table.relationship.id, [table])
  }
  return tables
    .filter((table) => table.wave.number === waveNumber)
    .map((table) => {
      const { relationship, participation } = table
      const history = histories.get(relationship.id) ?? []
      const trustOf = (side: 'buyer' | 'supplier') => history.map((one) => meanOf(viewCell(one.cell(side, 'trust'))))
      return {
        relationshipId: relationship.id,
        code: relationship.code,
        buyerName: relationship.buyerName,
        supplierName: relationship.supplierName,
        category: relationship.category,
        annualSpend: relationship.annualSpend,
        currency: relationship.currency,
        buyerTrust: viewCell(table.cell('buyer', 'trust')),
        supplierTrust: viewCell(table.cell('supplier', 'trust')),
        gap: viewCell(table.cell('both', 'trust_gap')),
        buyerUnproductive: viewCell(table.cell('buyer', 'unproductive')),
        supplierUnproductive: viewCell(table.cell('supplier', 'unproductive')),
        trend: { buyer: trustOf('buyer'), supplier: trustOf('supplier') },
        invited: participation.buyer.invited + participation.supplier.invited,
        answered: participation.buyer.answered + participation.supplier.answered,
      }
    })
}

const SORTS = {
  code: (row: PortfolioRow) => row.code,
  category: (row: PortfolioRow) => row.category,
  spend: (row: PortfolioRow) => row.annualSpend,
  buyerTrust: (row: PortfolioRow) => meanOf(row.buyerTrust),
  supplierTrust: (row: PortfolioRow) => meanOf(row.supplierTrust),
  gap: (row: PortfolioRow) => meanOf(row.gap),
  buyerTime: (row: PortfolioRow) => meanOf(row.buyerUnproductive),
  supplierTime: (row: PortfolioRow) => meanOf(row.supplierUnproductive),
  rate: (row: PortfolioRow) => (row.invited > 0 ? row.answered / row.invited : null),
}
export type SortKey = keyof typeof SORTS
export const SORT_KEYS = Object.keys(SORTS) as SortKey[]

/** Rows in the asked order; what is withheld or not recorded comes last in both directions. */
export function sortPortfolio(rows: readonly PortfolioRow[], key: SortKey, isDescending: boolean): PortfolioRow[] {
  const read = SORTS[key]
  return rows.toSorted((a, b) => {
    const [x, y] = [read(a), read(b)]
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
    const order = typeof x === 'string' ? x.localeCompare(String(y)) : x - Number(y)
    return isDescending ? -order : order
  })
}

/** Relationships whose code, firms or category hold the text, whatever its case. */
export function searchPortfolio(rows: readonly PortfolioRow[], search: string): PortfolioRow[] {
  const wanted = search.toLocaleLowerCase()
  return rows.filter((row) =>
    [row.code, row.buyerName, row.supplierName, row.category].some((text) => text.toLocaleLowerCase().includes(wanted)),
  )
}

export interface PortfolioSummary {
  relationships: number
  /** over the released values of both sides; null where there is none */
  medianTrust: number | null
  medianUnproductive: number | null
  /** sides of relationships whose trust is withheld */
  withheldSides: number
  invited: number
  answered: number
}

export function summarizePortfolio(rows: readonly PortfolioRow[]): PortfolioSummary {
  const released = (views: CellView[]) => views.flatMap((view) => meanOf(view) ?? [])
  const trust = rows.flatMap((row) => [row.buyerTrust, row.supplierTrust])
  const time = rows.flatMap((row) => [row.buyerUnproductive, row.supplierUnproductive])
  return {
    relationships: rows.length,
    medianTrust: quantile(released(trust), 0.5) ?? null,
    medianUnproductive: quantile(released(time), 0.5) ?? null,
    withheldSides: trust.filter((view) => view.status === 'withheld').length,
    invited: rows.reduce((sum, row) => sum + row.invited, 0),
    answered: rows.reduce((sum, row) => sum + row.answered, 0),
  }
}

/** The part of the scale in which all trends of a table lie, at least 20 points of it: small changes stay small. */
export function trendRange(rows: readonly PortfolioRow[]): [lowest: number, highest: number] {
  const values = rows.flatMap(({ trend }) => [...trend.buyer, ...trend.supplier].filter((value) => value !== null))
  if (values.length === 0) return [0, 100]
  const [lowest, highest] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [100, 0],
  )
  const missing = Math.max(0, 20 - (highest - lowest)) / 2
  return [lowest - missing, highest + missing]
}
