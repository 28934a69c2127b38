import { SIDES, type Side } from '#app/trust/scored-response'
import { type CellView, viewCell } from './cell-view'
import { TIME_PARTS } from './colors'
import type { ResultTable } from './read-results.server'

export interface WaveValues {
  wave: number
  publishedAt: Date
  /** keyed `side.index`, for example `buyer.trust` or `both.trust_gap` */
  values: Record<string, CellView>
  participation: Record<Side, { invited: number; answered: number }>
}

const SIDE_ROWS = [
  'trust',
  'dependence',
  'unproductive',
  'unproductive_strict',
  'unproductive_hours_weighted',
  ...TIME_PARTS,
]
const PAIR_ROWS = ['trust_gap', 'mutual_trust_mean', 'mutual_trust_min', 'interdependence_mean', 'dependence_asymmetry']

/** The rows of a relationship's table, in reading order: what both sides say, then what follows from both. */
export const HISTORY_ROWS: readonly { side: Side | 'both'; index: string }[] = [
  ...SIDE_ROWS.flatMap((index) => SIDES.map((side) => ({ side, index }))),
  ...PAIR_ROWS.map((index) => ({ side: 'both' as const, index })),
]

/** One relationship over all published waves. */
export function relationshipHistory(tables: readonly ResultTable[]): WaveValues[] {
  return tables.map((table) => ({
    wave: table.wave.number,
    publishedAt: table.wave.publishedAt,
    participation: table.participation,
    values: Object.fromEntries(
      HISTORY_ROWS.map(({ side, index }) => [`${side}.${index}`, viewCell(table.cell(side, index))]),
    ),
  }))
}
