import type { PoolTable } from '#app/disclosure/read-pools.server'
import { valuesOf } from './result-rows'

export const POOL_COLUMNS = [
  ...[
    'scope',
    'name',
    'side',
    'index',
    'measure',
    'status',
    'n',
    'n_to',
    'n_effective',
    'mean',
    'sd',
    'ci_low',
    'ci_high',
  ],
  'waves',
]

/** Every index of every pool, one value a row: levels, changes and trends. */
export function* poolFileRows(tables: readonly PoolTable[]) {
  for (const { scope, name, side, cells } of tables)
    for (const cell of cells) yield { scope, name, side, index: cell.index, measure: cell.measure, ...valuesOf(cell) }
}
