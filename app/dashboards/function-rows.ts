import type { FunctionTable } from '#app/disclosure/read-functions.server'
import type { ResultTable } from '#app/disclosure/read-results.server'
import { isReleased } from '#app/disclosure/release'
import { agreementOfIndex } from '#app/trust/agreement-of-index'
import { SIDE_INDICES } from '#app/trust/indices'
import { SIDES, type Side } from '#app/trust/scored-response'
import { type CellView, meanOf, viewCell } from './cell-view'
import { isWholeIndex } from './whole-index'

export interface FunctionRow {
  side: Side
  name: string
  /** by index */
  values: Record<string, CellView>
}

/** The columns: indices of which some function has a value. */
export function functionIndices(tables: readonly FunctionTable[]): string[] {
  const told = new Set(tables.flatMap(({ cells }) => cells.map(({ index }) => index)))
  return SIDE_INDICES.map(({ id }) => id).filter((id) => told.has(id) && isWholeIndex(id))
}

/** How far the people of a side agree on each index, in percent of what they could; null where no spread is told. */
export interface AgreementRow {
  side: Side
  values: Record<string, number | null>
}

/** Agreement within each side of a wave, over all its functions, of the indices of the table (r_wg). */
export function agreementRows(table: ResultTable, indices: readonly string[]): AgreementRow[] {
  return SIDES.map((side) => ({
    side,
    values: Object.fromEntries(
      indices.map((index) => {
        const cell = table.cell(side, index)
        const sd = cell && isReleased(cell) && cell.status === 'released' && cell.n > 1 ? cell.sd : undefined
        return [index, sd === undefined || unitOf(index) !== 'points' ? null : agreementOfIndex(sd)]
      }),
    ),
  }))
}

function unitOf(index: string) {
  return SIDE_INDICES.find(({ id }) => id === index)?.unit
}

/**
 * Shade of a cell of the heat map: five steps from what is bad to what is good, none for what is neither. The number stands in
 * the cell, so that nothing rests on colour alone.
 */
export function heatOf(index: string, view: CellView): string {
  const reading = SIDE_INDICES.find(({ id }) => id === index)?.higherIs
  const mean = meanOf(view)
  if (mean === null || (reading !== 'better' && reading !== 'worse')) return ''
  const good = reading === 'better' ? mean : 100 - mean
  return `heat-${Math.min(4, Math.max(0, Math.floor(good / 20)))}`
}

export function functionRows(tables: readonly FunctionTable[]): FunctionRow[] {
  return tables.map(({ side, cells, function: name }) => ({
    ...{ side, name },
    values: Object.fromEntries(cells.map((cell) => [cell.index, viewCell(cell)])),
  }))
}
