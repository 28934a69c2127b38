import type { IndexValue } from '#app/trust/index-definition'
import type { RawCell } from '#app/trust/raw-cell'
import type { Side } from '#app/trust/scored-response'
import { type DisclosurePolicy, isPolicy } from './policy'
import { roundValue } from './round-value'

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

/** One relationship, or a pool of several: all, those about a firm, those that a firm's people are in, those of a category. */
export const SCOPES = ['relationship', 'portfolio', 'target-firm', 'rater-firm', 'category'] as const
export type Scope = (typeof SCOPES)[number]

/** The value itself, or its change since the wave before: of all, or of the people who answered both times. */
export const MEASURES = ['level', 'change', 'panel-change'] as const
export type Measure = (typeof MEASURES)[number]

/** Where a value stands in the tables of a wave. */
export interface CellPlace {
  index: string
  side: RawCell['side']
  scope: Scope
  /** id of the relationship or firm, name of the category; empty for the portfolio */
  scopeKey: string
  /** of the people; empty for all of them */
  function: string
  measure: Measure
}

interface OpenCell extends CellPlace, IndexValue {
  status: 'released'
  /** people behind the value; of a `both` cell those of both sides together */
  n: number
  /** where it is given, n is a band, from n to this */
  nTo: number | undefined
}

/** Carries no number at all, not even n: two people and nobody look alike. */
interface ClosedCell extends CellPlace {
  status: 'withheld'
  reason: WithheldReason
}

/** A place in a result table as it may be seen: narrow by `status`. */
export type ReleasedCell = Released<OpenCell> | Released<ClosedCell>

/** A row of the table of released cells, as the database gives it back. */
export interface StoredCell {
  indexId: string
  side: string
  scope: string
  scopeKey: string
  function: string
  measure: string
  status: string
  reason: string | null
  n: number | null
  nTo: number | null
  mean: number | null
  sd: number | null
  se: number | null
  low: number | null
  high: number | null
}

const sealed = new WeakSet<object>()

function seal(cell: OpenCell | ClosedCell): ReleasedCell {
  Object.freeze(cell)
  sealed.add(cell)
  return cell as ReleasedCell
}

/** Whether this very object came out of this file; a copy or a look-alike did not. The check behind the type, for run time. */
export function isReleased(cell: unknown): cell is ReleasedCell {
  return typeof cell === 'object' && cell !== null && sealed.has(cell)
}

/**
 * One value, decided: as the promise allows it to be told, or not at all.
 * @param decision of suppression over the whole wave; the minimum is checked here once more
 * @param n people behind the value
 *
 * Throws RangeError for a policy that nobody can have been promised: then nothing is released.
 */
export function releaseCell(
  place: CellPlace,
  decision: 'released' | WithheldReason,
  { value, n }: { value: IndexValue | undefined; n: number },
  policy: DisclosurePolicy,
): ReleasedCell {
  if (!isPolicy(policy)) throw new RangeError('Not a confidentiality promise that a study can have made')
  if (decision !== 'released') return seal({ ...place, status: 'withheld', reason: decision })
  if (!value || n < policy.minimumGroupSize) return seal({ ...place, status: 'withheld', reason: 'minimum' })
  return seal({ ...place, status: 'released', ...roundValue(value, n, policy) })
}

/**
 * Decides on the result table of one relationship and wave: in order and number, out comes what came in. A value is
 * released if suppression has nothing against it and on every side behind it at least `minimumGroupSize` people answered
 * this very index; pooled studies show no relationship by itself.
 * @param decideSide what suppression says of an index of one side
 */
export function release(
  cells: readonly RawCell[],
  policy: DisclosurePolicy,
  relationshipId = '',
  decideSide: (side: Side, index: string) => 'released' | WithheldReason = () => 'released',
): ReleasedCell[] {
  return cells.map(({ index, side, groupSizes, value }) => {
    const hasEnough = groupSizes.every((size) => size >= policy.minimumGroupSize)
    const own = policy.audience === 'pooled' ? 'dominance' : side === 'both' ? 'released' : decideSide(side, index)
    const n = groupSizes.reduce((sum, size) => sum + size, 0)
    const place = {
      index,
      side,
      scope: 'relationship',
      scopeKey: relationshipId,
      function: '',
      measure: 'level',
    } as const
    return releaseCell(place, hasEnough ? own : 'minimum', { value, n }, policy)
  })
}

/**
 * Released cells that publication stored, read back. Only the reader of the table of released cells may call this: it
 * believes what it is given, and what stands in that table was decided by `release`.
 *
 * Throws for a row that `release` cannot have made, e.g. a withheld cell that carries a number.
 */
export function fromReleaseStore(rows: readonly StoredCell[]): ReleasedCell[] {
  return rows.map((row) => {
    const { indexId: index, side, status, n, mean, scopeKey } = row
    const reason = WITHHELD_REASONS.find((known) => known === row.reason)
    const scope = SCOPES.find((known) => known === row.scope)
    const measure = MEASURES.find((known) => known === row.measure)
    const numbers = [n, row.nTo, mean, row.sd, row.se, row.low, row.high]
    if ((side !== 'buyer' && side !== 'supplier' && side !== 'both') || !scope || !measure)
      throw new Error('A stored cell has an unknown place')
    const place: CellPlace = { index, side, scope, scopeKey, function: row.function, measure }
    if (status === 'withheld' && reason && numbers.every((number) => number === null)) {
      return seal({ ...place, status, reason })
    }
    if (status === 'released' && row.reason === null && n !== null && n >= 1 && mean !== null) {
      const [nTo, sd, se, low, high] = [row.nTo, row.sd, row.se, row.low, row.high].map((number) => number ?? undefined)
      return seal({ ...place, status, n, nTo, mean, sd, se, low, high })
    }
    throw new Error('A stored cell is neither released nor withheld')
  })
}
