import { welchInterval } from '#app/statistics/intervals/welch-interval'
import { type SimpleRegression, simpleRegression } from '#app/statistics/regression/simple-regression'
import { showsOnlyPools } from '#app/studies/promise'
import type { IndexValue } from '#app/trust/index-definition'
import type { RawCell } from '#app/trust/raw-cell'
import { SIDES, type Side } from '#app/trust/scored-response'
import { halfOf, rootOfSquares } from './halves'
import { type DisclosurePolicy, isPolicy } from './policy'
import { roundValue, type ToldHalves } from './round-value'

/** Why a cell is withheld. Readers see one generic sentence; the reason is for the auditor. */
export const WITHHELD_REASONS = ['minimum', 'complement', 'pair', 'dominance', 'wave'] as const
export type WithheldReason = (typeof WITHHELD_REASONS)[number]

/**
 * Exists in the type system only. A type with a private member is matched by nothing but itself, and the name is not
 * exported: no literal, no spread and no raw cell is a `Released`, and only the cast in `seal` below makes one.
 */
declare class Seal {
  private readonly releasedByDisclosure: true
}
export type Released<T> = Readonly<T> & Seal

/**
 * One relationship; of one, what a side's own firm is shown alone; a pool of several: all, those about a firm, those that
 * a firm's people are in, those of a category; or all without responses that carry signs of careless answering.
 */
export const POOL_SCOPES = ['portfolio', 'target-firm', 'rater-firm', 'category'] as const
export const SCOPES = ['relationship', 'own-side', ...POOL_SCOPES, 'unflagged'] as const
export type Scope = (typeof SCOPES)[number]
export type PoolScope = (typeof POOL_SCOPES)[number]

/**
 * level: the value itself · matched: of the people who also have the value that it is compared with · change: since the
 * wave before, of all · panel-change: of the people who answered both times · roll-up: over the last waves together ·
 * trend: per wave, over all waves in which the level was released
 */
export const MEASURES = ['level', 'matched', 'change', 'panel-change', 'roll-up', 'trend'] as const
export type Measure = (typeof MEASURES)[number]

/** Where a value stands in the tables of a wave. */
export interface CellPlace {
  index: string
  side: RawCell['side']
  scope: Scope
  /** id of the relationship or firm, name of the category; empty where it is all of them */
  scopeKey: string
  /** of the people; empty for all of them */
  function: string
  measure: Measure
}

interface OpenCell extends CellPlace, IndexValue {
  status: 'released'
  /**
   * people behind the value; of both sides those of the side with fewer (before method 7 of both together): a sum beside an exact
   * number tells what a band hides
   */
  n: number
  /** where it is given, n is a band, from n to this */
  nTo: number | undefined
  /** how many waves it is over, where it is over several */
  waves: number | undefined
  /**
   * half of the 95 % interval by what the sides of the wave have in common: of a value of few people; of a change, which is reliable
   * beyond it
   */
  indicative: number | undefined
}

/** Carries no number at all, not even n: two people and nobody look alike. */
interface ClosedCell extends CellPlace {
  status: 'withheld'
  reason: WithheldReason
}

/** A place in a result table as it may be seen: narrow by `status`. */
export type ReleasedCell = Released<OpenCell> | Released<ClosedCell>

/** A row of the table of released values, as the database gives it back. */
export interface StoredRow {
  side: string
  scope: string
  scopeKey: string
  function: string
  measure: string
  /** by index, each `StoredCell` */
  cells: unknown
}

/** A cell inside a row: a reason, or numbers. */
export type StoredCell =
  | { reason: WithheldReason }
  | ({ n: number } & Partial<Pick<OpenCell, 'nTo' | 'waves' | 'indicative'>> & { mean: number } & Partial<IndexValue>)

const FEWEST_FOR_TREND = 3

class GivenObject {
  constructor(given: object) {
    // biome-ignore lint/correctness/noConstructorReturn: what a constructor returns is what a subclass marks
    return given
  }
}

/** Marks an object that is there already: nobody outside this file can, and a copy is not marked. A WeakSet takes ten times as long. */
class Sealed extends GivenObject {
  readonly #isSealed = true
  static has(cell: object): boolean {
    return #isSealed in cell
  }
}

function seal(cell: OpenCell | ClosedCell): ReleasedCell {
  // the result is used: a bundler takes away a `new` that nothing is done with, and the marks with it
  return Object.freeze(new Sealed(cell)) as unknown as ReleasedCell
}

// Field by field: an object that was spread into another and then frozen takes fifty times as long to make.

function withhold({ index, side, scope, scopeKey, function: name, measure }: CellPlace, reason: WithheldReason) {
  return seal({ index, side, scope, scopeKey, function: name, measure, status: 'withheld', reason })
}

function tell(
  { index, side, scope, scopeKey, function: name, measure }: CellPlace,
  { n, nTo, mean, sd, se, low, high, indicative, effectiveN }: IndexValue & Pick<OpenCell, 'n' | 'nTo' | 'indicative'>,
  waves: number | undefined,
) {
  return seal({
    index,
    side,
    scope,
    scopeKey,
    function: name,
    measure,
    status: 'released',
    n,
    nTo,
    mean,
    sd,
    se,
    low,
    high,
    waves,
    indicative,
    effectiveN,
  })
}

/** Whether this very object came out of this file; a copy or a look-alike did not. The check behind the type, for run time. */
export function isReleased(cell: unknown): cell is ReleasedCell {
  return typeof cell === 'object' && cell !== null && Sealed.has(cell)
}

/**
 * One value, decided: as the promise allows it to be told, or not at all.
 * @param decision of suppression over the whole wave; the minimum is checked here once more
 * @param n people behind the value
 * @param halves of the interval that a confidential study may tell, and of the indicative one
 *
 * Throws RangeError for a policy that nobody can have been promised: then nothing is released.
 */
export function releaseCell(
  place: CellPlace,
  decision: 'released' | WithheldReason,
  { value, n, waves, ...halves }: { value: IndexValue | undefined; n: number; waves?: number } & ToldHalves,
  policy: DisclosurePolicy,
): ReleasedCell {
  if (!isPolicy(policy)) throw new RangeError('Not a confidentiality promise that a study can have made')
  if (decision !== 'released') return withhold(place, decision)
  if (!value || n < policy.minimumGroupSize) return withhold(place, 'minimum')
  return tell(place, roundValue(value, n, policy, halves), waves)
}

/**
 * The slope of an index over the waves in which its level was released: computed from told values, it tells nothing that
 * they do not, and is not rounded. Its people are those of the wave with the fewest. Levels are uncertain themselves, and three
 * of them may lie on a line by chance: the interval is the wider one of what the distances from the line say and of what the
 * intervals of the levels say; none where a level has none.
 * @param levels released cells with the number of their wave
 * @returns undefined for fewer than three waves
 */
export function releaseTrend(
  place: Omit<CellPlace, 'measure'>,
  levels: readonly { wave: number; cell: ReleasedCell }[],
): ReleasedCell | undefined {
  const points = levels.flatMap(({ wave, cell }) => {
    if (!Sealed.has(cell)) throw new TypeError('a trend is computed from released values alone')
    return cell.status === 'released' ? [{ x: wave, y: cell.mean, cell }] : []
  })
  const [first] = points
  const line = points.length < FEWEST_FOR_TREND ? undefined : simpleRegression(points)
  if (!line || !first) return undefined
  const { n, nTo } = points.reduce((fewest, { cell }) => (cell.n < fewest.n ? cell : fewest), first.cell)
  const { estimate: mean } = line.slope
  const half = slopeHalf(line, points)
  const interval = half === undefined ? {} : { low: mean - half, high: mean + half }
  const value = {
    mean,
    sd: undefined,
    se: undefined,
    low: undefined,
    high: undefined,
    indicative: undefined,
    ...interval,
  }
  return tell({ ...place, measure: 'trend' }, { ...value, n, nTo }, points.length)
}

/**
 * Later minus earlier of two released levels: computed from told values, it tells nothing that they do not. Its interval is
 * Welch's where both tell their spread exactly, else the root of the sum of the squares of theirs: as if nobody had answered
 * both times, so rather too wide.
 * @param indicative beyond which it is reliable, where that is known
 * @returns undefined where either is withheld
 */
export function releaseDifference(
  place: Omit<CellPlace, 'measure'>,
  {
    before,
    after,
    indicative,
  }: { before: ReleasedCell | undefined; after: ReleasedCell | undefined; indicative?: number | undefined },
  policy: DisclosurePolicy,
): ReleasedCell | undefined {
  if (before?.status !== 'released' || after?.status !== 'released') return undefined
  if (!Sealed.has(before) || !Sealed.has(after)) throw new TypeError('a change is computed from released values alone')
  const told = rootOfSquares(halfOf(before), halfOf(after))
  const mean = after.mean - before.mean
  const exact = welchInterval(after, before)
  const value: IndexValue = {
    ...{ mean, sd: undefined, se: exact?.se },
    low: exact?.low ?? (told === undefined ? undefined : mean - told),
    high: exact?.high ?? (told === undefined ? undefined : mean + told),
  }
  return releaseCell({ ...place, measure: 'change' }, 'released', { value, n: after.n, half: told, indicative }, policy)
}

function slopeHalf(line: SimpleRegression, points: readonly { x: number; cell: OpenCell }[]): number | undefined {
  const spreadX = points.reduce((sum, { x }) => sum + (x - line.meanX) ** 2, 0)
  const ofLevels = rootOfSquares(
    ...points.map(({ x, cell }) => {
      const half = halfOf(cell)
      return half && ((x - line.meanX) / spreadX) * half
    }),
  )
  const ofLine = line.slope.high === undefined ? 0 : line.slope.high - line.slope.estimate
  return ofLevels === undefined ? undefined : Math.max(ofLevels, ofLine)
}

/**
 * Decides on the result table of one relationship and wave: in order and number, out comes what came in. A value is
 * released if suppression has nothing against it and on every side behind it at least `minimumGroupSize` people answered
 * this very index; pooled studies show no relationship by itself. A value of both sides would give a withheld side away
 * beside the other one, so it needs both.
 * @param decideSide what suppression says of an index of one side
 * @param halvesOf of the interval that a confidential study may tell, and of the indicative one
 */
export function release(
  cells: readonly RawCell[],
  policy: DisclosurePolicy,
  relationshipId = '',
  decideSide: (side: Side, index: string) => 'released' | WithheldReason = () => 'released',
  halvesOf: (cell: RawCell) => ToldHalves = () => ({}),
): ReleasedCell[] {
  const decide = (cell: RawCell) => {
    if (showsOnlyPools(policy.audience)) return 'dominance'
    if (cell.side !== 'both') return decideSide(cell.side, cell.index)
    return SIDES.every((side) => decideSide(side, cell.of) === 'released') ? 'released' : 'pair'
  }
  return cells.map((cell) => {
    const { index, side, groupSizes, value } = cell
    const hasEnough = groupSizes.every((size) => size >= policy.minimumGroupSize)
    const n = Math.min(...groupSizes)
    const place = {
      index,
      side,
      scope: 'relationship',
      scopeKey: relationshipId,
      function: '',
      measure: 'level',
    } as const
    return releaseCell(place, hasEnough ? decide(cell) : 'minimum', { value, n, ...halvesOf(cell) }, policy)
  })
}

/**
 * What was released of one side of a relationship, as something that its own firm alone is shown: nothing of both sides, and
 * nothing of functions.
 */
export function releaseToOwnSide(cells: readonly ReleasedCell[], side: Side): ReleasedCell[] {
  return cells.flatMap((cell) => {
    if (!Sealed.has(cell)) throw new TypeError('only what was released is shown to anybody')
    if (cell.side !== side || cell.function !== '') return []
    const place: CellPlace = { ...cell, scope: 'own-side' }
    return [cell.status === 'released' ? tell(place, cell, cell.waves) : withhold(place, cell.reason)]
  })
}

/** The cells of one place as a row keeps them. */
export function toStoredCells(cells: readonly ReleasedCell[]): Record<string, StoredCell> {
  return Object.fromEntries(
    cells.map((cell) => {
      if (cell.status === 'withheld') return [cell.index, { reason: cell.reason }]
      const { n, nTo, mean, sd, se, low, high, waves, indicative, effectiveN } = cell
      // JSON leaves out what is undefined
      return [cell.index, { n, nTo, mean, sd, se, low, high, waves, indicative, effectiveN }]
    }),
  )
}

/**
 * Released cells that publication stored, read back. Only the readers of the table of released values may call this: it
 * believes what it is given, and what stands in that table was decided by `release`.
 * @param indices only these
 *
 * Throws for a row that `release` cannot have made, e.g. a withheld cell that carries a number.
 */
export function fromReleaseStore(row: StoredRow, indices?: readonly string[]): ReleasedCell[] {
  const { side, scopeKey } = row
  const scope = SCOPES.find((known) => known === row.scope)
  const measure = MEASURES.find((known) => known === row.measure)
  if ((side !== 'buyer' && side !== 'supplier' && side !== 'both') || !scope || !measure)
    throw new Error('A stored row has an unknown place')
  const cells = row.cells as Record<string, Record<string, unknown>>
  return (indices?.filter((index) => Object.hasOwn(cells, index)) ?? Object.keys(cells)).map((index) => {
    const place: CellPlace = { index, side, scope, scopeKey, function: row.function, measure }
    const { reason: stored, ...numbers } = cells[index] ?? {}
    const { n, mean, nTo, sd, se, low, high, waves, indicative, effectiveN } = numbers as Record<
      string,
      number | undefined
    >
    const reason = WITHHELD_REASONS.find((known) => known === stored)
    if (reason && Object.keys(numbers).length === 0) return withhold(place, reason)
    if (stored === undefined && typeof n === 'number' && n >= 1 && typeof mean === 'number')
      return tell(place, { n, nTo, mean, sd, se, low, high, indicative, effectiveN }, waves)
    throw new Error('A stored cell is neither released nor withheld')
  })
}
