import type { ResultTable } from '#app/disclosure/read-results.server'
import { isReleased, type ReleasedCell } from '#app/disclosure/release'
import type { Side } from '#app/trust/scored-response'

/** A released value as a page draws it, of n people or of n to nTo; `withheld` says nothing but that. */
export type CellView =
  | {
      status: 'released'
      n: number
      nTo: number | null
      /** where people weigh differently: as many who weigh alike would make it as sure */
      effectiveN: number | null
      mean: number
      low: number | null
      high: number | null
      /** how many waves it is over, where it is over several */
      waves: number | null
      /** half of the indicative interval of a value of few people; a change is reliable beyond it */
      indicative: number | null
    }
  | { status: 'withheld' }

/**
 * Pages take their values from here, and so from released cells only.
 * @throws for a look-alike that did not come through the door of disclosure (a cast can forge the type, not the object)
 */
export function viewCell(cell: ReleasedCell | undefined): CellView {
  if (cell && !isReleased(cell)) throw new TypeError('a value that was not released cannot be shown')
  if (cell?.status !== 'released') return { status: 'withheld' }
  return {
    status: 'released',
    n: cell.n,
    nTo: cell.nTo ?? null,
    effectiveN: cell.effectiveN ?? null,
    mean: cell.mean,
    low: cell.low ?? null,
    high: cell.high ?? null,
    waves: cell.waves ?? null,
    indicative: cell.indicative ?? null,
  }
}

/**
 * What says that a movement is more than chance: that its interval leaves out 0, or that it is a reliable change, too. Trends and
 * groups are judged by the interval: it holds what relationships differ by, and is wider than what people of one side do.
 */
export type JudgedBy = 'interval' | 'reliability'

/** @returns undefined where that cannot be judged */
export function signOfMove(moved: CellView, judgedBy: JudgedBy): -1 | 0 | 1 | undefined {
  if (moved.status === 'withheld' || moved.low === null || moved.high === null) return undefined
  const { mean, low, high } = moved
  const reliable = judgedBy === 'interval' ? 0 : moved.indicative
  if (reliable === null) return undefined
  const isBeyond = (low > 0 || high < 0) && Math.abs(mean) > reliable
  return !isBeyond ? 0 : mean < 0 ? -1 : 1
}

/** The movement since the wave before: of the people who answered both times where that may be told, else of all. */
export function viewMove(table: Pick<ResultTable, 'cell'>, side: Side | 'both', index: string) {
  const panel = viewCell(table.cell(side, index, 'panel-change'))
  const isSamePeople = panel.status === 'released'
  return { move: isSamePeople ? panel : viewCell(table.cell(side, index, 'change')), isSamePeople }
}

export function meanOf(view: CellView): number | null {
  return view.status === 'released' ? view.mean : null
}
