import type { IndexValue } from '#app/trust/index-definition'
import type { RawCell } from '#app/trust/raw-cell'
import { type DisclosurePolicy, isPolicy } from './policy'

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

interface Place {
  index: string
  side: RawCell['side']
}

interface OpenCell extends Place, IndexValue {
  status: 'released'
  /** respondents behind the value; of a `both` cell those of both sides together */
  n: number
}

/** Carries no number at all, not even n: two people and nobody look alike. */
interface ClosedCell extends Place {
  status: 'withheld'
  reason: WithheldReason
}

/** A place in a result table as it may be seen: narrow by `status`. */
export type ReleasedCell = Released<OpenCell> | Released<ClosedCell>

/** A row of the table of released cells, as the database gives it back. */
export interface StoredCell {
  indexId: string
  side: string
  status: string
  reason: string | null
  n: number | null
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
 * Decides on the whole result table of one relationship and wave at once: in order and number, out comes what came in.
 * A value is released if on every side behind it at least `minimumGroupSize` people answered this very index.
 *
 * Throws RangeError for a policy that nobody can have been promised: then nothing is released.
 */
export function release(cells: readonly RawCell[], policy: DisclosurePolicy): ReleasedCell[] {
  if (!isPolicy(policy)) throw new RangeError('Not a confidentiality promise that a study can have made')
  return cells.map(({ index, side, groupSizes, value }) => {
    const hasEnough = groupSizes.every((size) => size >= policy.minimumGroupSize)
    if (!value || !hasEnough) return seal({ index, side, status: 'withheld', reason: 'minimum' })
    const n = groupSizes.reduce((sum, size) => sum + size, 0)
    const { mean, sd, se, low, high } = value
    return seal({ index, side, status: 'released', n, mean, sd, se, low, high })
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
    const { indexId: index, side, status, n, mean } = row
    const reason = WITHHELD_REASONS.find((known) => known === row.reason)
    const numbers = [n, mean, row.sd, row.se, row.low, row.high]
    if (side !== 'buyer' && side !== 'supplier' && side !== 'both') throw new Error('A stored cell has an unknown side')
    if (status === 'withheld' && reason && numbers.every((number) => number === null)) {
      return seal({ index, side, status, reason })
    }
    if (status === 'released' && row.reason === null && n !== null && n >= 1 && mean !== null) {
      const [sd, se, low, high] = [row.sd, row.se, row.low, row.high].map((number) => number ?? undefined)
      return seal({ index, side, status, n, mean, sd, se, low, high })
    }
    throw new Error('A stored cell is neither released nor withheld')
  })
}
