import { SIDES, type Side } from '#app/trust/scored-response'
import type { CommonSpreads } from './common-spreads'
import { groupRule, OWN_SIDE_POLICY } from './policy'
import { type RelationshipCellsInput, relationshipCells } from './relationship-cells'
import { type ReleasedCell, releaseToOwnSide } from './release'
import { type Answered, type DecidedIndex, makeWaveDecider } from './suppression/decide-wave'

type Sides = Record<Side, readonly Answered[]>

interface OwnSideCellsInput
  extends Pick<RelationshipCellsInput, 'relationshipId' | 'current' | 'previous' | 'indices' | 'weights'> {
  beforePrevious: Sides
  /** the indices as suppression looks at them */
  decided: readonly DecidedIndex[]
  /** what the small sides of one firm have in common, by firm */
  spreads: CommonSpreads
}

/**
 * What the firm of each side is shown of its own people's answers about one relationship, where it sees pools alone of the
 * others. Decided as if nothing else were told. That is enough: a pool always has people of other firms in it, of whom nothing
 * else tells, so that a combination of sums in which they do not weigh has no pool in it.
 */
export function ownSideCells({ spreads, beforePrevious, decided, ...input }: OwnSideCellsInput): ReleasedCell[] {
  return SIDES.flatMap((side) => {
    const alone = (answers: Sides): Sides => ({ buyer: [], supplier: [], [side]: answers[side] })
    const waves = { current: alone(input.current), previous: alone(input.previous) }
    const { decideRelationship } = makeWaveDecider(groupRule(OWN_SIDE_POLICY), decided)
    const decide = decideRelationship({
      ...{ ...waves, beforePrevious: alone(beforePrevious), pools: { buyer: [], supplier: [] } },
    })
    const common = spreads.result(waves.current[side][0]?.firm)
    const cells = relationshipCells({ ...input, ...waves, decide, policy: OWN_SIDE_POLICY, spreads: common })
    return releaseToOwnSide(cells, side)
  })
}
