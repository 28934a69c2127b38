import { meanOf, signOfMove, viewCell, viewMove } from '#app/dashboards/cell-view'
import { halfOf } from '#app/disclosure/halves'
import type { ResultTable } from '#app/disclosure/read-results.server'
import { NORMAL } from '#app/disclosure/round-value'
import { SIDES } from '#app/trust/scored-response'

/** Indices and measures from which a standing is made. */
export const STANDING_INDICES = ['trust', 'mutual_trust_mean', 'trust_gap', 'dependence_asymmetry', 'unproductive']
export const STANDING_MEASURES = ['level', 'change', 'panel-change'] as const

/** How a relationship stands after a wave, from released values alone; null where nothing is told. */
export interface StandingValues {
  buyerTrust: number | null
  supplierTrust: number | null
  mutualTrust: number | null
  /** as many people on one side would make its mean as sure as mutual trust is */
  trustPeople: number | null
  /** squared distances from their side's trust within both sides, and their degrees of freedom, as far as they are told */
  trustSquares: number
  trustDegrees: number
  gap: number | null
  asymmetry: number | null
  /** of the side that reports more of it, in percent */
  unproductive: number | null
  /** change of trust that chance does not explain: -1 where a side's fell, 1 where one's rose and none fell, 0 where neither; null where none is told */
  moved: number | null
  buyerInvited: number
  buyerAnswered: number
  supplierInvited: number
  supplierAnswered: number
  invitedBefore: number
  answeredBefore: number
}

/** @param before of the full wave before, where there was one */
export function standingOf(table: ResultTable, before: ResultTable | undefined): StandingValues {
  const read = (side: 'buyer' | 'supplier' | 'both', index: string) => meanOf(viewCell(table.cell(side, index)))
  const shares = SIDES.flatMap((side) => read(side, 'unproductive') ?? [])
  const moves = SIDES.flatMap((side) => signOfMove(viewMove(table, side, 'trust').move, 'reliability') ?? [])
  const { buyer, supplier } = table.participation
  const counts = before ? [before.participation.buyer, before.participation.supplier] : []
  return {
    buyerTrust: read('buyer', 'trust'),
    supplierTrust: read('supplier', 'trust'),
    mutualTrust: read('both', 'mutual_trust_mean'),
    ...surenessOf(table),
    gap: read('both', 'trust_gap'),
    asymmetry: read('both', 'dependence_asymmetry'),
    unproductive: shares.length > 0 ? Math.max(...shares) : null,
    moved: moves.length === 0 ? null : moves.includes(-1) ? -1 : moves.includes(1) ? 1 : 0,
    ...{ buyerInvited: buyer.invited, buyerAnswered: buyer.answered },
    ...{ supplierInvited: supplier.invited, supplierAnswered: supplier.answered },
    invitedBefore: counts.reduce((sum, { invited }) => sum + invited, 0),
    answeredBefore: counts.reduce((sum, { answered }) => sum + answered, 0),
  }
}

/**
 * What ranking needs to know of a mutual trust: the variance of (buyer + supplier) / 2 is that within sides × (1/b + 1/s) / 4. Of a
 * band its first number counts, as in the intervals that are told.
 */
function surenessOf(table: ResultTable): Pick<StandingValues, 'trustPeople' | 'trustSquares' | 'trustDegrees'> {
  const sides = SIDES.map((side) => {
    const cell = table.cell(side, 'trust')
    if (cell?.status !== 'released') return { share: Number.NaN, squares: 0, degrees: 0 }
    const { n, sd, effectiveN = n } = cell
    const half = halfOf(cell)
    const spread = sd ?? (half === undefined ? undefined : (half * Math.sqrt(n)) / NORMAL)
    const degrees = spread === undefined ? 0 : n - 1
    return { share: 1 / effectiveN, squares: degrees * (spread ?? 0) ** 2, degrees }
  })
  const total = (read: (side: (typeof sides)[number]) => number) => sides.reduce((sum, side) => sum + read(side), 0)
  const shares = total(({ share }) => share)
  return {
    trustPeople: Number.isNaN(shares) ? null : 4 / shares,
    trustSquares: total(({ squares }) => squares),
    trustDegrees: total(({ degrees }) => degrees),
  }
}
