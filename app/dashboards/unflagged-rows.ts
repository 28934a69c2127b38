import type { UnflaggedPair } from '#app/disclosure/read-unflagged.server'
import { INDEX_PLACES } from '#app/trust/indices'
import { type CellView, viewCell } from './cell-view'
import { isWholeIndex } from './whole-index'

/** An index with and without the responses that carry two signs of careless answering. */
export interface UnflaggedRow {
  wave: number
  side: 'buyer' | 'supplier'
  index: string
  all: CellView
  unflagged: CellView
  /** without − all; null where either is withheld */
  difference: number | null
}

/** In the order of the registry, the first wave first. */
export function unflaggedRows(pairs: readonly UnflaggedPair[]): UnflaggedRow[] {
  const placeOf = ({ side, index }: UnflaggedPair) =>
    INDEX_PLACES.findIndex((place) => place.side === side && place.index === index)
  return pairs
    .filter(({ index }) => isWholeIndex(index))
    .sort((one, other) => one.wave - other.wave || placeOf(one) - placeOf(other))
    .map(({ wave, side, index, ...cells }) => {
      const [all, unflagged] = [viewCell(cells.all), viewCell(cells.unflagged)]
      const isTold = all.status === 'released' && unflagged.status === 'released'
      return { wave, side, index, all, unflagged, difference: isTold ? unflagged.mean - all.mean : null }
    })
}

export const UNFLAGGED_COLUMNS = [
  ...['wave', 'side', 'index', 'n', 'n_to', 'n_effective', 'mean'],
  ...['unflagged_n', 'unflagged_n_to', 'unflagged_n_effective', 'unflagged_mean'],
  'difference',
]

/** The same for a table file; what is withheld is empty. */
export function unflaggedFileRows(rows: readonly UnflaggedRow[]) {
  const valuesOf = (prefix: string, view: CellView) =>
    view.status === 'withheld'
      ? {}
      : {
          [`${prefix}n`]: view.n,
          [`${prefix}n_to`]: view.nTo,
          [`${prefix}n_effective`]: view.effectiveN,
          [`${prefix}mean`]: view.mean,
        }
  return rows.map(({ wave, side, index, all, unflagged, difference }) => ({
    ...{ wave, side, index, difference },
    ...valuesOf('', all),
    ...valuesOf('unflagged_', unflagged),
  }))
}
