import { decidedIndices, indicesTold } from '#app/disclosure/decided-indices'
import { groupRule } from '#app/disclosure/policy'
import { relationshipCells } from '#app/disclosure/relationship-cells'
import type { ReleasedCell } from '#app/disclosure/release'
import { type Answered, makeWaveDecider, type WaveDecider } from '#app/disclosure/suppression/decide-wave'
import { USUAL_HEALTH_WEIGHTS } from '#app/studies/health-weights'
import type { ConfidentialityPromise } from '#app/studies/promise'
import type { SideIndexDefinition } from '#app/trust/index-definition'
import type { ScoresOfResponse, Side } from '#app/trust/scored-response'

export const SHARED_3: ConfidentialityPromise = { audience: 'shared', minimumGroupSize: 3 }
export const POOLED_5: ConfidentialityPromise = { audience: 'pooled', minimumGroupSize: 5 }
export const ATTRIBUTED: ConfidentialityPromise = { audience: 'attributed', minimumGroupSize: 1 }

/** One answer for each letter: whose it is. */
export function answersOf(
  people: string,
  scores: (person: string, place: number) => ScoresOfResponse = () => ({ trust: 50 }),
  firm = 'Gulf',
): Answered[] {
  return [...people].map((person, place) => ({
    ...{ person, firm, function: 'quality' },
    scores: scores(person, place),
  }))
}

type Sides = Partial<Record<Side, readonly Answered[]>>

/** The decider of a wave that asks for these scores, as publication makes it. */
export function deciderOf(policy: ConfidentialityPromise, indices: readonly SideIndexDefinition[]): WaveDecider {
  return makeWaveDecider(groupRule(policy), decidedIndices(indices))
}

interface Publication {
  current: Sides
  previous?: Sides
  policy?: ConfidentialityPromise
  /** what people of a side differ by, by index; of all 18 where it is not given */
  spreads?: ReadonlyMap<string, number>
}

/** What is released of one relationship, each cell under its index, side, function and measure. */
export function publishRelationship(
  { current, previous = {}, policy = SHARED_3, spreads }: Publication,
  scores = ['trust', 'unproductive'],
): Record<string, ReleasedCell> {
  const indices = indicesTold(scores, policy.audience)
  const both = ({ buyer = [], supplier = [] }: Sides) => ({ buyer, supplier })
  const waves = { current: both(current), previous: both(previous) }
  const decide = deciderOf(policy, indices).decideRelationship({
    ...{ ...waves, beforePrevious: both({}), pools: { buyer: [], supplier: [] } },
  })
  const cells = relationshipCells({
    ...{ relationshipId: 'x', ...waves, indices, decide, policy },
    ...{ weights: USUAL_HEALTH_WEIGHTS, spreads: spreads ?? new Map(indices.map(({ id }) => [id, 18])) },
  })
  return Object.fromEntries(
    cells.map((cell) => [[cell.index, cell.side, cell.function, cell.measure].filter((one) => one).join(' '), cell]),
  )
}
