import type { ResultTable } from '#app/disclosure/read-results.server'
import { MEASURES, type ReleasedCell } from '#app/disclosure/release'
import { INDEX_PLACES } from '#app/trust/indices'

export const RESULT_COLUMNS = [
  'relationship',
  'buyer',
  'supplier',
  'category',
  'wave',
  'side',
  'index',
  'measure',
  'status',
  'n',
  'n_to',
  'n_effective',
  'mean',
  'sd',
  'se',
  'ci_low',
  'ci_high',
  'indicative_half',
  'waves',
]

/** Released cells as rows of a table file, one value a row: those measures that were read, in full precision. */
export function* resultRows(tables: readonly ResultTable[]) {
  for (const table of tables) {
    const { relationship, wave } = table
    for (const { side, index } of INDEX_PLACES) {
      for (const measure of MEASURES) {
        const cell = table.cell(side, index, measure)
        if (!cell) continue
        yield {
          relationship: relationship.code,
          buyer: relationship.buyerName,
          supplier: relationship.supplierName,
          category: relationship.category,
          wave: wave.number,
          side,
          index,
          measure,
          ...valuesOf(cell),
        }
      }
    }
  }
}

/**
 * A cell as columns of a file, in full precision of what was released; a file takes the columns that it has. Why a value is
 * withheld is not among them: it could tell how many answered.
 */
export function valuesOf(cell: ReleasedCell) {
  if (cell.status === 'withheld') return { status: cell.status }
  const { status, n, nTo, mean, sd, se, low, high, waves, indicative, effectiveN } = cell
  const interval = { ci_low: low, ci_high: high, indicative_half: indicative }
  return { status, n, n_to: nTo, n_effective: effectiveN, mean, sd, se, ...interval, waves }
}
