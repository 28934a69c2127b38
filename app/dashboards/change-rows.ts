import type { ResultTable } from '#app/disclosure/read-results.server'
import { INDEX_PLACES, INDICES } from '#app/trust/indices'
import type { Side } from '#app/trust/scored-response'
import { type CellView, type JudgedBy, signOfMove, viewCell, viewMove } from './cell-view'
import { isWholeIndex } from './whole-index'

/** How an index moves, of one side or of both. */
export interface ChangeRow {
  side: Side | 'both'
  index: string
  now: CellView
  /** of the people who answered both times where that may be told, else of all */
  change: CellView
  isSamePeople: boolean
  trend: CellView
  /** over the last waves together, up to the wave that `rollUpWave` names */
  rollUp: CellView
  rollUpWave: number | undefined
  /** of change and trend, whether they are more than chance, and to which side of the better */
  changeIs: Verdict
  trendIs: Verdict
}

/** The part of a result table that movements are read from. */
export type MovingTable = Pick<ResultTable, 'cell'> & { wave: { number: number } }

export type Verdict = 'better' | 'worse' | 'other' | undefined

/**
 * What moved up to the newest of these waves: one row for each whole index that has a value, a trend or a value over several waves.
 * @param tables of one relationship or group, the earliest first
 */
export function changeRows(tables: readonly MovingTable[], judgedBy: JudgedBy = 'reliability'): ChangeRow[] {
  const newest = tables.at(-1)
  if (!newest) return []
  return INDEX_PLACES.flatMap(({ side, index }): ChangeRow[] => {
    if (!isWholeIndex(index)) return []
    const [now, trend] = [viewCell(newest.cell(side, index)), viewCell(newest.cell(side, index, 'trend'))]
    const { move: change, isSamePeople } = viewMove(newest, side, index)
    const rolled = tables.findLast((table) => table.cell(side, index, 'roll-up'))
    const rollUp = viewCell(rolled?.cell(side, index, 'roll-up'))
    if (change.status === 'withheld' && trend.status === 'withheld' && rollUp.status === 'withheld') return []
    return [
      {
        ...{ side, index, now, change, isSamePeople, trend, rollUp, rollUpWave: rolled?.wave.number },
        ...{ changeIs: judge(change, index, judgedBy), trendIs: judge(trend, index, 'interval') },
      },
    ]
  })
}

/** A movement that may be chance has no colour. */
function judge(moved: CellView, index: string, judgedBy: JudgedBy): Verdict {
  const direction = signOfMove(moved, judgedBy)
  if (!direction) return undefined
  const { higherIs } = INDICES.find(({ id }) => id === index) ?? { higherIs: 'neutral' }
  if (higherIs === 'neutral') return 'other'
  return direction > 0 === (higherIs === 'better') ? 'better' : 'worse'
}
