import type { ResultTable } from '#app/disclosure/read-results.server'
import { INDEX_PLACES } from '#app/trust/indices'
import type { Side } from '#app/trust/scored-response'
import { type CellView, viewCell } from './cell-view'
import { isFullWave } from './choose-wave'

export interface WaveValues {
  wave: number
  publishedAt: Date
  /** keyed `side.index`, for example `buyer.trust` or `both.trust_gap`; what a pulse did not ask is not there */
  values: Record<string, CellView>
  participation: Record<Side, { invited: number; answered: number }>
}

/** One relationship over all published waves. */
export function relationshipHistory(tables: readonly ResultTable[]): WaveValues[] {
  // what no wave asked about has no row
  const places = INDEX_PLACES.filter(({ side, index }) => tables.some((table) => table.cell(side, index)))
  return tables.map((table) => ({
    wave: table.wave.number,
    publishedAt: table.wave.publishedAt,
    participation: table.participation,
    values: Object.fromEntries(
      places
        .filter(({ side, index }) => isFullWave(table.wave) || table.cell(side, index))
        .map(({ side, index }) => [`${side}.${index}`, viewCell(table.cell(side, index))]),
    ),
  }))
}
