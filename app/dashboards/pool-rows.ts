import type { PoolTable } from '#app/disclosure/read-pools.server'
import { HEALTH, PAIR_INDICES, SIDE_INDICES } from '#app/trust/indices'
import { type CellView, viewCell } from './cell-view'
import { type ChangeRow, changeRows } from './change-rows'
import { isWholeIndex } from './whole-index'

export interface PoolRow extends Pick<PoolTable, 'scope' | 'name' | 'side'> {
  /** by index */
  values: Record<string, CellView>
}

/** Levels of some pools, with the indices that the wave asked about as columns, in the order of the registry. */
export interface PoolLevels {
  indices: string[]
  rows: PoolRow[]
}

/** What each side says, and what follows from both. */
export function poolLevels(tables: readonly PoolTable[]): { sides: PoolLevels; both: PoolLevels } {
  const of = (some: readonly PoolTable[], known: readonly { id: string }[]): PoolLevels => {
    const rows = some.map(({ cells, scope, name, side }) => ({
      ...{ scope, name, side },
      values: Object.fromEntries(
        cells.flatMap((cell) => (cell.measure === 'level' ? [[cell.index, viewCell(cell)]] : [])),
      ),
    }))
    const asked = new Set(rows.flatMap(({ values }) => Object.keys(values)))
    return { rows, indices: known.map(({ id }) => id).filter((id) => asked.has(id) && isWholeIndex(id)) }
  }
  const isBoth = ({ side }: PoolTable) => side === 'both'
  return {
    sides: of(
      tables.filter((table) => !isBoth(table)),
      [HEALTH, ...SIDE_INDICES],
    ),
    both: of(tables.filter(isBoth), [HEALTH, ...PAIR_INDICES]),
  }
}

/** A group that can be looked at by itself: `portfolio`, or scope and key in one word. */
export interface PoolName extends Pick<PoolTable, 'scope' | 'name'> {
  id: string
}

const idOf = ({ scope, key }: PoolTable) => (key === '' ? scope : `${scope} ${key}`)

export function poolNames(tables: readonly PoolTable[]): PoolName[] {
  const names = new Map(tables.map((table) => [idOf(table), table]))
  return [...names].map(([id, { scope, name }]) => ({ id, scope, name }))
}

/** How one group moved up to a wave. */
export function poolChanges(tables: readonly PoolTable[], id: string, wave: number): ChangeRow[] {
  const cells = tables.filter((table) => idOf(table) === id).flatMap((table) => table.cells)
  return changeRows(
    [
      {
        wave: { number: wave },
        cell: (side, index, measure = 'level') =>
          cells.find((cell) => cell.side === side && cell.index === index && cell.measure === measure),
      },
    ],
    'interval',
  )
}
