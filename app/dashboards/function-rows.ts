import type { FunctionTable } from '#app/disclosure/read-functions.server'
import { SIDE_INDICES } from '#app/trust/indices'
import type { Side } from '#app/trust/scored-response'
import { type CellView, viewCell } from './cell-view'
import { isWholeIndex } from './pool-rows'

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

export function functionRows(tables: readonly FunctionTable[]): FunctionRow[] {
  return tables.map(({ side, cells, function: name }) => ({
    ...{ side, name },
    values: Object.fromEntries(cells.map((cell) => [cell.index, viewCell(cell)])),
  }))
}
