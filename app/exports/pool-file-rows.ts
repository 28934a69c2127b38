import type { PoolTable } from '#app/disclosure/read-pools.server'
import { valuesOf } from './result-rows'

export const POOL_COLUMNS = ['scope', 'name', 'side', 'index', 'status', 'n', 'n_to', 'mean', 'ci_low', 'ci_high']

/** Every index of every pool, one value a row. */
export function* poolFileRows(tables: readonly PoolTable[]) {
  for (const { scope, name, side, cells } of tables)
    for (const cell of cells) yield { scope, name, side, index: cell.index, ...valuesOf(cell) }
}
