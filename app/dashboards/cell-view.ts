import type { ReleasedCell } from '#app/disclosure/release'

/** A released value as a page draws it; `withheld` says nothing but that. */
export type CellView =
  | { status: 'released'; n: number; mean: number; low: number | null; high: number | null }
  | { status: 'withheld' }

/** Pages take their values from here, and so from released cells only. */
export function viewCell(cell: ReleasedCell | undefined): CellView {
  if (cell?.status !== 'released') return { status: 'withheld' }
  return { status: 'released', n: cell.n, mean: cell.mean, low: cell.low ?? null, high: cell.high ?? null }
}

export function meanOf(view: CellView): number | null {
  return view.status === 'released' ? view.mean : null
}
