import type { IndexValue } from './index-definition'
import type { Side } from './scored-response'

interface CellContent {
  index: string
  /** undefined if nobody, or only one side of two, has answered */
  value: IndexValue | undefined
}

/** `groupSizes` counts the respondents who have the score behind the value. */
interface SideCell extends CellContent {
  side: Side
  groupSizes: readonly [number]
}

/** `groupSizes` are buyer and supplier. Kept apart because a minimum holds for each: 6 and 1 are not 7. */
interface PairCell extends CellContent {
  side: 'both'
  /** the index of each side that it is computed from */
  of: string
  groupSizes: readonly [buyer: number, supplier: number]
}

/**
 * A place in the result table of one relationship and wave before anybody decided whether it may be seen.
 * Raw cells never leave the publication job: `disclosure/release` turns them into released or withheld ones.
 */
export type RawCell = SideCell | PairCell
