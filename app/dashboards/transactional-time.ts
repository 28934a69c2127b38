import type { ResultTable } from '#app/disclosure/read-results.server'
import { mean } from '#app/statistics/descriptive/mean'
import { SIDES, type Side } from '#app/trust/scored-response'
import { type TransactionalTimeComparison, transactionalTimeComparison } from '#app/trust/transactional-time-comparison'
import { meanOf, viewCell } from './cell-view'
import { firmPoints } from './firm-points'
import { isPoint, type TimeMeasure, type TimeRow, type TimeView } from './time-row'

export interface TransactionalTimePage {
  /** with the withheld ones: they are shown as withheld, not left out */
  rows: TimeRow[]
  /** relationships × sides that give no point, because a value is withheld */
  withheld: number
  comparison: TransactionalTimeComparison
}

/**
 * Trust against unproductive time, over all relationships or over all firms as raters. Of several waves a relationship's
 * value is the mean of its released wave values.
 */
export function transactionalTimePage(
  tables: readonly ResultTable[],
  measure: TimeMeasure,
  view: TimeView,
): TransactionalTimePage {
  const ofRelationships = SIDES.flatMap((side) => groupByRelationship(tables).map((own) => toRow(own, side, measure)))
  const points = ofRelationships.filter(isPoint)
  const shown = view === 'firms' ? firmPoints(points) : points
  return {
    rows: view === 'firms' ? shown : ofRelationships,
    withheld: ofRelationships.length - points.length,
    comparison: transactionalTimeComparison(shown),
  }
}

type OfRelationship = [ResultTable, ...ResultTable[]]

function groupByRelationship(tables: readonly ResultTable[]): OfRelationship[] {
  const groups = new Map<string, OfRelationship>()
  for (const table of tables) {
    const group = groups.get(table.relationship.id)
    if (group) group.push(table)
    else groups.set(table.relationship.id, [table])
  }
  return [...groups.values()]
}

function toRow(tables: OfRelationship, side: Side, measure: TimeMeasure): TimeRow {
  const { id, code, buyerId, buyerName, supplierId, supplierName } = tables[0].relationship
  const buyer = { id: buyerId, name: buyerName }
  const supplier = { id: supplierId, name: supplierName }
  const [firm, partner] = side === 'buyer' ? [buyer, supplier] : [supplier, buyer]
  const meanOfWaves = (index: string) =>
    mean(tables.flatMap((table) => meanOf(viewCell(table.cell(side, index))) ?? [])) ?? null
  return {
    side,
    relationship: { id, code, partner: partner.name },
    firm,
    relationships: 1,
    trust: meanOfWaves('trust'),
    unproductive: meanOfWaves(measure),
  }
}
