import { firmPoints } from '#app/dashboards/firm-points'
import { type TrustAndTime, transactionalTimePoints } from '#app/dashboards/transactional-time-points'
import type { ResultTable } from '#app/disclosure/read-results.server'
import { SIDES, type Side } from '#app/trust/scored-response'
import { type TransactionalTimeComparison, transactionalTimeComparison } from '#app/trust/transactional-time-comparison'

export const TIME_MEASURES = ['unproductive', 'unproductive_strict'] as const
export type TimeMeasure = (typeof TIME_MEASURES)[number]
export const TIME_VIEWS = ['relationships', 'firms'] as const
export type TimeView = (typeof TIME_VIEWS)[number]

export interface TimePoint {
  /** relationship code or firm name */
  label: string
  /** the firm that says so */
  rater: string
  /** the firm about which it says so; of a firm's point there are several, see `relationships` */
  partner: string | undefined
  relationships: number
  side: Side
  trust: number
  unproductive: number
}

export interface TransactionalTimePage {
  points: TimePoint[]
  withheld: number
  comparison: TransactionalTimeComparison
}

/** Trust against unproductive time, over all relationships of a wave or over all firms as raters. */
export function transactionalTimePage(
  tables: readonly ResultTable[],
  measure: TimeMeasure,
  view: TimeView,
): TransactionalTimePage {
  const rows = SIDES.map((side) => ({ side, rows: tables.flatMap((table) => trustAndTime(table, side, measure)) }))
  const points = rows.flatMap(({ side, rows }) =>
    view === 'firms' ? pointsOfFirms(rows, side) : pointsOfRelationships(rows, tables, side),
  )
  const all = rows.flatMap((group) => group.rows)
  return {
    points,
    withheld: all.length - transactionalTimePoints(all).length,
    comparison: transactionalTimeComparison(points),
  }
}

function trustAndTime(table: ResultTable, side: Side, measure: TimeMeasure): TrustAndTime[] {
  const trust = table.cell(side, 'trust')
  const unproductive = table.cell(side, measure)
  if (!trust || !unproductive) return []
  const firm = side === 'buyer' ? table.relationship.buyerName : table.relationship.supplierName
  return [{ firm, relationship: table.relationship.code, wave: String(table.wave.number), trust, unproductive }]
}

function pointsOfRelationships(rows: TrustAndTime[], tables: readonly ResultTable[], side: Side): TimePoint[] {
  const relationshipOf = new Map(tables.map(({ relationship }) => [relationship.code, relationship]))
  return transactionalTimePoints(rows).map(({ relationship, firm, trust, unproductive }) => {
    const found = relationshipOf.get(relationship)
    const partner = side === 'buyer' ? found?.supplierName : found?.buyerName
    return { label: relationship, rater: firm, partner, relationships: 1, side, trust, unproductive }
  })
}

function pointsOfFirms(rows: TrustAndTime[], side: Side): TimePoint[] {
  return firmPoints(rows).map(({ firm, relationships, trust, unproductive }) => ({
    label: firm,
    rater: firm,
    partner: undefined,
    relationships,
    side,
    trust,
    unproductive,
  }))
}
