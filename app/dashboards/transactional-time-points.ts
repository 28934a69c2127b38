import type { ReleasedCell } from '#app/disclosure/release'

/** One side's released trust and unproductive time in one relationship and wave; `firm` is the firm that rates. */
export interface TrustAndTime {
  firm: string
  relationship: string
  wave: string
  trust: ReleasedCell
  unproductive: ReleasedCell
}

export interface TransactionalTimePoint {
  firm: string
  relationship: string
  wave: string
  /** trust index, 0–100 */
  trust: number
  /** unproductive share of face-to-face time, percent */
  unproductive: number
}

/** The points of the comparison: relationships of which both values are released. The others are left out, not set to zero. */
export function transactionalTimePoints(rows: Iterable<TrustAndTime>): TransactionalTimePoint[] {
  const points: TransactionalTimePoint[] = []
  for (const { firm, relationship, wave, trust, unproductive } of rows) {
    if (trust.status !== 'released' || unproductive.status !== 'released') continue
    points.push({ firm, relationship, wave, trust: trust.mean, unproductive: unproductive.mean })
  }
  return points
}
