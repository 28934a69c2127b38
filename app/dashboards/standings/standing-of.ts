import { meanOf, viewCell } from '#app/dashboards/cell-view'
import type { ResultTable } from '#app/disclosure/read-results.server'
import { SIDES } from '#app/trust/scored-response'

/** Indices and measures from which a standing is made. */
export const STANDING_INDICES = ['trust', 'mutual_trust_mean', 'trust_gap', 'dependence_asymmetry', 'unproductive']
export const STANDING_MEASURES = ['level', 'change', 'panel-change'] as const

/** How a relationship stands after a wave, from released values alone; null where nothing is told. */
export interface StandingValues {
  buyerTrust: number | null
  supplierTrust: number | null
  mutualTrust: number | null
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
  const moves = SIDES.flatMap((side) => directionOf(table, side) ?? [])
  const { buyer, supplier } = table.participation
  const counts = before ? [before.participation.buyer, before.participation.supplier] : []
  return {
    buyerTrust: read('buyer', 'trust'),
    supplierTrust: read('supplier', 'trust'),
    mutualTrust: read('both', 'mutual_trust_mean'),
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

function directionOf(table: ResultTable, side: 'buyer' | 'supplier'): -1 | 0 | 1 | undefined {
  const panel = viewCell(table.cell(side, 'trust', 'panel-change'))
  const change = panel.status === 'released' ? panel : viewCell(table.cell(side, 'trust', 'change'))
  if (change.status === 'withheld' || change.low === null || change.high === null) return undefined
  return change.high < 0 ? -1 : change.low > 0 ? 1 : 0
}
