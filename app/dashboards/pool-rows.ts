import type { PoolTable } from '#app/disclosure/read-pools.server'
import { SIDE_INDICES } from '#app/trust/indices'
import { type CellView, viewCell } from './cell-view'

export interface PoolRow extends Pick<PoolTable, 'scope' | 'name' | 'side'> {
  /** by index */
  values: Record<string, CellView>
}

/** Uses of time are parts of the unproductive share; tables with a column for each index have room for the whole. */
export function isWholeIndex(index: string): boolean {
  return !/^(time_|unproductive_|cost_hidden_|service_)/.test(index)
}

/** The columns of the page: what the wave asked about, in the order of the registry. */
export function poolIndices(tables: readonly PoolTable[]): string[] {
  const asked = new Set(tables.flatMap(({ cells }) => cells.map(({ index }) => index)))
  return SIDE_INDICES.map(({ id }) => id).filter((id) => asked.has(id) && isWholeIndex(id))
}

export function poolRows(tables: readonly PoolTable[]): PoolRow[] {
  return tables.map(({ cells, scope, name, side }) => ({
    ...{ scope, name, side },
    values: Object.fromEntries(cells.map((cell) => [cell.index, viewCell(cell)])),
  }))
}
