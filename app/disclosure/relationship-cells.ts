import { changeOfPeople } from '#app/statistics/change/change-of-people'
import type { SampleSummary } from '#app/statistics/descriptive/summarize-sample'
import type { HealthWeights } from '#app/studies/health-weights'
import type { SideIndexDefinition } from '#app/trust/index-definition'
import { indexRelationship } from '#app/trust/index-relationship'
import { HEALTH, PAIR_INDICES } from '#app/trust/indices'
import type { RawCell } from '#app/trust/raw-cell'
import { SIDES, type Side } from '#app/trust/scored-response'
import { rootOfSquares } from './halves'
import { asksForHealth, healthCell, healthOfBoth, healthOfSide } from './health-cells'
import type { DisclosurePolicy } from './policy'
import { type CellPlace, type ReleasedCell, release, releaseCell, type WithheldReason } from './release'
import { halvesOfMean, indicativeHalf, isIndicative, type ToldHalves, toldHalf } from './round-value'
import type { Answered, IndexDecision } from './suppression/decide-wave'

export interface RelationshipCellsInput {
  relationshipId: string
  current: Record<Side, readonly Answered[]>
  /** in the wave before; nobody where there is none */
  previous: Record<Side, readonly Answered[]>
  indices: readonly SideIndexDefinition[]
  decide: (side: Side, index: string) => IndexDecision
  policy: DisclosurePolicy
  weights: HealthWeights
  /** what people of one side differ by, over all sides of the wave, by index; for the intervals of a confidential study */
  spreads: ReadonlyMap<string, number>
}

/** Of all intervals. */
const LEVEL = 0.95

/** One person with more of the hours would be the value. */
const LARGEST_SHARE = 0.6

/**
 * Every cell of one relationship in one wave: both sides and the pair, released or withheld, in the same places whoever
 * answered; and what may be shown of functions and of changes, which stand there only where they are released.
 */
export function relationshipCells(input: RelationshipCellsInput): ReleasedCell[] {
  const { relationshipId, current, indices, decide, policy } = input
  const answers = SIDES.flatMap((side) => current[side].map(({ scores, weight }) => ({ side, scores, weight })))
  const raw = indexRelationship(answers, indices).map((cell) => withoutUnequalSpread(cell, indices, policy))
  const untold =
    policy.audience === 'attributed' ? new Map<string, WithheldReason>() : findUntold(current, raw, indices)
  const levels = release(
    raw,
    policy,
    relationshipId,
    (side, index) => untold.get(`${side} ${index}`) ?? decide(side, index).level,
    (cell) => halvesOfLevel(input, raw, cell),
  )
  return [
    ...levels,
    ...healthCells(input, raw, levels),
    ...indices.flatMap((index) =>
      SIDES.flatMap((side) => [
        ...matchedCells(input, side, index),
        ...(policy.audience === 'attributed' || index.isMeanOfScores ? functionCells(input, side, index) : []),
        ...changeCells(input, side, index),
      ]),
    ),
  ]
}

/** Where answers are confidential, a spread by hours beside the plain one would be an equation more for the answers of a side. */
function withoutUnequalSpread(
  cell: RawCell,
  indices: readonly SideIndexDefinition[],
  { audience }: DisclosurePolicy,
): RawCell {
  const isUnequal = indices.some(({ id, largestShare }) => id === cell.index && largestShare)
  if (audience === 'attributed' || !isUnequal || !cell.value) return cell
  const { mean } = cell.value
  return { ...cell, value: { mean, sd: undefined, se: undefined, low: undefined, high: undefined } }
}

/** Values that would tell of one person: weighted ones that one makes most of, those that not all have who have what they come from. */
function findUntold(
  current: RelationshipCellsInput['current'],
  raw: readonly RawCell[],
  indices: readonly SideIndexDefinition[],
): Map<string, WithheldReason> {
  const untold = new Map<string, WithheldReason>()
  const sizeOf = (side: Side, index: string) =>
    raw.find((cell) => cell.side === side && cell.index === index)?.groupSizes[0] ?? 0
  for (const { id, largestShare, differenceOf = [], weightedOf = [] } of indices)
    for (const side of SIDES) {
      const isDominated = largestShare && largestShare(current[side]) > LARGEST_SHARE
      if (isDominated) untold.set(`${side} ${id}`, 'dominance')
      if ([...differenceOf, ...weightedOf].some((index) => sizeOf(side, index) !== sizeOf(side, id)))
        untold.set(`${side} ${id}`, 'complement')
    }
  return untold
}

type Spread = Pick<SampleSummary, 'n' | 'sd' | 'effectiveN'>

/** As many people who weigh alike would make the mean as sure. */
const sizeOf = ({ n, effectiveN }: Spread) => effectiveN ?? n

type Interval = Pick<RelationshipCellsInput, 'policy' | 'spreads'>

/** Of the intervals that may be told of a mean of one side's people. */
function halvesOf({ policy, spreads }: Interval, index: string, sample: Spread) {
  return halvesOfMean(sample, spreads.get(index), policy)
}

function halvesOfLevel(
  input: Interval,
  raw: readonly RawCell[],
  { index, side, value, groupSizes: [n = 0] }: RawCell,
): ToldHalves {
  if (side !== 'both') {
    // one whose people weigh unequally tells no spread; of one person there is none, nor is it needed
    const isMean = value !== undefined && (value.sd !== undefined || n === 1)
    return isMean ? halvesOf(input, index, { ...value, n }) : {}
  }
  const pair = PAIR_INDICES.find(({ id }) => id === index)
  const sides = SIDES.flatMap((own) => {
    const cell = raw.find((one) => one.side === own && one.index === pair?.of)
    return cell?.value ? [{ ...cell.value, n: cell.groupSizes[0] ?? 0, index: cell.index }] : []
  })
  if (pair?.spread === undefined || sides.length < SIDES.length) return {}
  const { spread } = pair
  const wide = (half: number | undefined) => half && spread * half
  const { policy, spreads } = input
  const half = wide(rootOfSquares(...sides.map((one) => halvesOf(input, one.index, one).half)))
  const few = sides.filter(({ sd, n }) => isIndicative(sd, n, policy)).length
  // where answers are confidential it is told in place of another one, and not beside it
  if (few < (policy.audience === 'attributed' ? 1 : SIDES.length)) return { half }
  const common = spreads.get(pair.of)
  const sizes = sides.map(sizeOf)
  return { half, indicative: wide(indicativeHalf(common, sizes, policy)) }
}

function placeOf(relationshipId: string, side: CellPlace['side'], index: string): CellPlace {
  return { index, side, scope: 'relationship', scopeKey: relationshipId, function: '', measure: 'level' }
}

function healthCells(
  input: RelationshipCellsInput,
  raw: readonly RawCell[],
  levels: readonly ReleasedCell[],
): ReleasedCell[] {
  if (!asksForHealth(input)) return []
  const { relationshipId, policy } = input
  const [buyer, supplier] = SIDES.map((side) =>
    healthOfSide(
      levels.flatMap((cell, place) => (cell.side === side ? [{ cell, people: raw[place]?.groupSizes[0] ?? 0 }] : [])),
      input,
    ),
  )
  const values = { buyer, supplier, both: healthOfBoth(buyer, supplier) }
  return ([...SIDES, 'both'] as const).map((side) =>
    healthCell(placeOf(relationshipId, side, HEALTH.id), values[side], policy),
  )
}

/** Without its spread, where less what else is told it would be that of a few people. */
function withSpread(value: SampleSummary | undefined, tellsSpread: boolean): SampleSummary | undefined {
  return value && { ...value, sd: tellsSpread ? value.sd : undefined }
}

/** Of the people who have both values of a comparison. */
function* matchedCells(
  { relationshipId, current, decide, policy, spreads }: RelationshipCellsInput,
  side: Side,
  index: SideIndexDefinition,
): Generator<ReleasedCell> {
  const { matchedWith, isCompared } = index
  const { matched, spreads: told } = decide(side, index.id)
  if (matchedWith === undefined || !isCompared || matched !== 'released') return
  const both = current[side].filter(({ scores }) => typeof scores[matchedWith] === 'number')
  const value = withSpread(index.measure(both), told.matched)
  const place: CellPlace = { ...placeOf(relationshipId, side, index.id), measure: 'matched' }
  if (value)
    yield releaseCell(place, matched, { value, n: value.n, ...halvesOf({ policy, spreads }, index.id, value) }, policy)
}

function* functionCells(
  { relationshipId, current, decide, policy, spreads }: RelationshipCellsInput,
  side: Side,
  index: SideIndexDefinition,
): Generator<ReleasedCell> {
  const { functions, spreads: told } = decide(side, index.id)
  // one function alone is the whole side
  if (functions.size < 2) return
  for (const [name, decision] of functions) {
    if (decision !== 'released') continue
    const answers = current[side].filter((one) => one.function === name)
    const value = withSpread(index.measure(answers), told.functions.has(name))
    const place = { ...placeOf(relationshipId, side, index.id), function: name }
    const halves = value && halvesOf({ policy, spreads }, index.id, value)
    if (value) yield releaseCell(place, decision, { value, n: value.n, ...halves }, policy)
  }
}

/** Later minus earlier: of all by Welch's interval, of the people who answered both times by their own differences. */
function* changeCells(
  { relationshipId, current, previous, decide, policy, spreads }: RelationshipCellsInput,
  side: Side,
  index: SideIndexDefinition,
): Generator<ReleasedCell> {
  const { level, panel, mayCompareLevels } = decide(side, index.id)
  if (previous[side].length === 0 || level !== 'released' || !index.isMeanOfScores) return
  const [score = ''] = index.scores
  const scoresOf = (answers: readonly Answered[]) =>
    new Map(answers.flatMap(({ person, scores: { [score]: own } }) => (typeof own === 'number' ? [[person, own]] : [])))
  const weightsOf = (answers: readonly Answered[]) =>
    answers[0]?.weight === undefined ? undefined : new Map(answers.map(({ person, weight = 1 }) => [person, weight]))
  const { before, after, all, samePeople } = changeOfPeople(scoresOf(previous[side]), scoresOf(current[side]), LEVEL, {
    earlier: weightsOf(previous[side]),
    later: weightsOf(current[side]),
  })
  if (!before || !after || !all || before.n < policy.minimumGroupSize) return
  const place = placeOf(relationshipId, side, index.id)
  const common = spreads.get(index.id)
  const halfOne = (value: Spread) => toldHalf(value.sd, value.n, common, policy.minimumGroupSize)
  // large sides have nothing in common with small ones where there are none: their own spreads say what is chance
  const reliable = (sizes: number[], half: number | undefined) => indicativeHalf(common, sizes, policy) ?? half
  if (mayCompareLevels) {
    const { difference, se, low, high } = all
    const value = { mean: difference, sd: undefined, se, low, high }
    const half = rootOfSquares(halfOne(before), halfOne(after))
    const told = { value, n: after.n, half, indicative: reliable([before, after].map(sizeOf), half) }
    yield releaseCell({ ...place, measure: 'change' }, 'released', told, policy)
  }
  if (panel.isShown && samePeople) {
    const { difference, n, sd, se, low, high, effectiveN } = samePeople
    const size = sizeOf(samePeople)
    // as if the two answers of a person had nothing in common: no narrower than theirs
    const one = halfOne({ sd: sd === undefined ? undefined : sd / Math.SQRT2, n })
    const value = { mean: difference, sd, se, low, high, effectiveN }
    const half = rootOfSquares(one, one)
    const told = { value, n, half, indicative: reliable([size, size], half) }
    yield releaseCell({ ...place, measure: 'panel-change' }, 'released', told, policy)
  }
}
