import { summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { welchInterval } from '#app/statistics/intervals/welch-interval'
import { HEALTH_PARTS, type HealthWeights } from '#app/studies/health-weights'
import type { IndexValue, SideIndexDefinition } from '#app/trust/index-definition'
import { indexRelationship } from '#app/trust/index-relationship'
import { HEALTH } from '#app/trust/indices'
import type { RawCell } from '#app/trust/raw-cell'
import { relationshipHealth } from '#app/trust/relationship-health'
import { SIDES, type Side } from '#app/trust/scored-response'
import type { DisclosurePolicy } from './policy'
import { type CellPlace, type ReleasedCell, release, releaseCell } from './release'
import type { Answered, IndexDecision } from './suppression/decide-wave'

interface RelationshipCellsInput {
  relationshipId: string
  current: Record<Side, readonly Answered[]>
  /** in the wave before; nobody where there is none */
  previous: Record<Side, readonly Answered[]>
  indices: readonly SideIndexDefinition[]
  decide: (side: Side, index: string) => IndexDecision
  policy: DisclosurePolicy
  weights: HealthWeights
}

/** One person with more of the hours would be the value. */
const LARGEST_SHARE = 0.6

/**
 * Every cell of one relationship in one wave: both sides and the pair, released or withheld, in the same places whoever
 * answered; and what may be shown of functions and of changes, which stand there only where they are released.
 */
export function relationshipCells(input: RelationshipCellsInput): ReleasedCell[] {
  const { relationshipId, current, indices, decide, policy } = input
  const answers = SIDES.flatMap((side) => current[side].map(({ scores }) => ({ side, scores })))
  const raw = indexRelationship(answers, indices)
  const dominated = policy.audience === 'attributed' ? new Set<string>() : findDominated(current, indices)
  const levels = release(raw, policy, relationshipId, (side, index) =>
    dominated.has(`${side} ${index}`) ? 'dominance' : decide(side, index).level,
  )
  return [
    ...levels,
    ...healthCells(input, raw, levels),
    ...indices.flatMap((index) =>
      SIDES.flatMap((side) => [
        ...matchedCells(input, side, index),
        ...functionCells(input, side, index),
        ...changeCells(input, side, index),
      ]),
    ),
  ]
}

/** Weighted values of which one person makes most. */
function findDominated(
  current: RelationshipCellsInput['current'],
  indices: readonly SideIndexDefinition[],
): Set<string> {
  const dominated = new Set<string>()
  for (const { id, largestShare } of indices)
    for (const side of SIDES)
      if (largestShare && largestShare(current[side].map(({ scores }) => scores)) > LARGEST_SHARE)
        dominated.add(`${side} ${id}`)
  return dominated
}

function placeOf(relationshipId: string, side: CellPlace['side'], index: string): CellPlace {
  return { index, side, scope: 'relationship', scopeKey: relationshipId, function: '', measure: 'level' }
}

/** From released values alone, so that it says nothing that they do not. */
function healthCells(
  { relationshipId, indices, policy, weights }: RelationshipCellsInput,
  raw: readonly RawCell[],
  levels: readonly ReleasedCell[],
): ReleasedCell[] {
  const asked = HEALTH_PARTS.filter((part) => indices.some(({ id }) => id === part))
  const isAsked = (index: string) => asked.some((part) => part === index)
  if (!relationshipHealth(Object.fromEntries(asked.map((part) => [part, { n: 1, mean: 0, sd: 0 }])), weights)) return []
  const sides = SIDES.map((side) => {
    const parts = levels.flatMap((cell, place) =>
      cell.side === side && cell.status === 'released' && isAsked(cell.index)
        ? [{ cell, people: raw[place]?.groupSizes[0] ?? cell.n }]
        : [],
    )
    const value = relationshipHealth(Object.fromEntries(parts.map(({ cell }) => [cell.index, cell])), weights)
    // a band is told from the people themselves: that of bands would be a wrong one
    return value && { ...value, n: Math.min(...parts.map(({ people }) => people)) }
  })
  const cells = SIDES.map((side, index) => {
    const value = sides[index]
    const place = placeOf(relationshipId, side, HEALTH.id)
    return releaseCell(place, value ? 'released' : 'minimum', { value, n: value?.n ?? 0 }, policy)
  })
  const [buyer, supplier] = sides
  const half = (one: number | undefined, other: number | undefined) =>
    one === undefined || other === undefined ? undefined : (one + other) / 2
  const both: IndexValue | undefined =
    buyer && supplier
      ? {
          ...{ mean: (buyer.mean + supplier.mean) / 2, sd: undefined, se: half(buyer.se, supplier.se) },
          ...{ low: half(buyer.low, supplier.low), high: half(buyer.high, supplier.high) },
        }
      : undefined
  const n = (buyer?.n ?? 0) + (supplier?.n ?? 0)
  const place = placeOf(relationshipId, 'both', HEALTH.id)
  return [...cells, releaseCell(place, both ? 'released' : 'minimum', { value: both, n }, policy)]
}

/** Of the people who have both values of a comparison. */
function* matchedCells(
  { relationshipId, current, decide, policy }: RelationshipCellsInput,
  side: Side,
  index: SideIndexDefinition,
): Generator<ReleasedCell> {
  const { matchedWith } = index
  const { matched } = decide(side, index.id)
  if (matchedWith === undefined || matched !== 'released') return
  const both = current[side].filter(({ scores }) => typeof scores[matchedWith] === 'number')
  const value = index.measure(both.map(({ scores }) => scores))
  const place: CellPlace = { ...placeOf(relationshipId, side, index.id), measure: 'matched' }
  if (value) yield releaseCell(place, matched, { value, n: value.n }, policy)
}

function* functionCells(
  { relationshipId, current, decide, policy }: RelationshipCellsInput,
  side: Side,
  index: SideIndexDefinition,
): Generator<ReleasedCell> {
  const { functions } = decide(side, index.id)
  // one function alone is the whole side
  if (functions.size < 2) return
  for (const [name, decision] of functions) {
    if (decision !== 'released') continue
    const value = index.measure(current[side].filter((one) => one.function === name).map(({ scores }) => scores))
    const place = { ...placeOf(relationshipId, side, index.id), function: name }
    if (value) yield releaseCell(place, decision, { value, n: value.n }, policy)
  }
}

/** Later minus earlier: of all by Welch's interval, of the people who answered both times by their own differences. */
function* changeCells(
  { relationshipId, current, previous, decide, policy }: RelationshipCellsInput,
  side: Side,
  index: SideIndexDefinition,
): Generator<ReleasedCell> {
  const { level, panel, mayCompareLevels } = decide(side, index.id)
  if (level !== 'released' || !index.isMeanOfScores) return
  const measure = (answers: readonly Answered[]) => index.measure(answers.map(({ scores }) => scores))
  const [before, after] = [measure(previous[side]), measure(current[side])]
  if (!before || !after || before.n < policy.minimumGroupSize) return
  const place = placeOf(relationshipId, side, index.id)
  if (mayCompareLevels) {
    const { difference, se, low, high } = welchInterval(after, before)
    const value = { mean: difference, sd: undefined, se, low, high }
    yield releaseCell({ ...place, measure: 'change' }, 'released', { value, n: after.n }, policy)
  }
  if (panel.isShown) {
    const [score = ''] = index.scores
    const earlier = new Map(previous[side].map(({ person, scores }) => [person, scores[score]]))
    const differences = current[side].flatMap(({ person, scores }) => {
      const [from, to] = [earlier.get(person), scores[score]]
      return typeof from === 'number' && typeof to === 'number' ? [to - from] : []
    })
    const value = summarizeSample(differences)
    if (value) yield releaseCell({ ...place, measure: 'panel-change' }, 'released', { value, n: value.n }, policy)
  }
}
