import type { PoolTable } from '#app/disclosure/read-pools.server'
import { SIDE_INDICES } from '#app/trust/indices'
import { type CellView, viewCell } from './cell-view'

export interface PoolRow extends Pick<PoolTable, 'scope' | 'name' | 'side'> {
  /** by index */
  values: Record<string, CellView>
}

export const POOL_COLUMNS = ['scope', 'name', 'side', 'index', 'status', 'n', 'n_to', 'mean', 'ci_low', 'ci_high']

/** Uses of time are parts of the unproductive share; the table has room for the whole. */
const LEFT_OUT = /^(time_|unproductive_|cost_hidden_|service_)/

/** The columns of the page: what the wave asked about, in the order of the registry. */
export function poolIndices(tables: readonly PoolTable[]): string[] {
  const asked = new Set(tables.flatMap(({ cells }) => cells.map(({ index }) => index)))
  return SIDE_INDICES.map(({ id }) => id).filter((id) => asked.has(id) && !LEFT_OUT.test(id))
}

export function poolRows(tables: readonly PoolTable[]): PoolRow[] {
  return tables.map(({ cells, scope, name, side }) => ({
    ...{ scope, name, side },
    values: Object.fromEntries(cells.map((cell) => [cell.index, viewCell(cell)])),
  }))
}

/** Every index of every pool, one value a row. */
export function* poolCsvRows(tables: readonly PoolTable[]) {
  for (const { scope, name, side, values } of poolRows(tables))
    for (const [index, view] of Object.entries(values))
      yield view.status === 'withheld'
        ? { scope, name, side, index, status: view.status }
        : {
            ...{ scope, name, side, index, status: view.status, n: view.n, n_to: view.nTo ?? undefined },
            ...{ mean: view.mean, ci_low: view.low ?? undefined, ci_high: view.high ?? undefined },
          }
}
