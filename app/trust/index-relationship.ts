import { compareSides } from './compare-sides'
import type { SideIndexDefinition } from './index-definition'
import { SIDE_INDICES } from './indices'
import type { RawCell } from './raw-cell'
import { type ScoredResponse, SIDES, type Side } from './scored-response'
import { type SideIndex, summarizeSide } from './summarize-side'

/**
 * The whole result table of one relationship in one wave: every side index of both sides, then every index of the pair.
 * @param indices those that were asked for
 *
 * The list has the same places whoever answered, so that the absence of a cell never tells anything.
 */
export function indexRelationship(
  responses: Iterable<ScoredResponse>,
  indices: readonly SideIndexDefinition[] = SIDE_INDICES,
): RawCell[] {
  const answered = [...responses]
  const ofSide = (own: Side) => answered.filter(({ side }) => side === own)
  const summaries = {
    buyer: summarizeSide(ofSide('buyer'), indices),
    supplier: summarizeSide(ofSide('supplier'), indices),
  }
  return [
    ...SIDES.flatMap((side) => sideCells(side, summaries[side], indices)),
    ...compareSides(summaries.buyer, summaries.supplier, indices),
  ]
}

function sideCells(
  side: Side,
  summaries: ReadonlyMap<string, SideIndex>,
  indices: readonly SideIndexDefinition[],
): RawCell[] {
  return indices.map(({ id }) => {
    const value = summaries.get(id)
    return { index: id, side, groupSizes: [value?.n ?? 0], value }
  })
}
