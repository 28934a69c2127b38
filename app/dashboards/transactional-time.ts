import type { ResultTable } from '#app/disclosure/read-results.server'
import type { Measure } from '#app/disclosure/release'
import { mean } from '#app/statistics/descriptive/mean'
import { SIDES, type Side } from '#app/trust/scored-response'
import { type TransactionalTimeComparison, transactionalTimeComparison } from '#app/trust/transactional-time-comparison'
import { meanOf, viewCell } from './cell-view'
import { firmPoints } from './firm-points'
import { isPoint, type TimeMeasure, type TimeRow, type TimeSide, type TimeView } from './time-row'

/** What the page reads: values of the people who have both, and levels for waves that were published before there were these. */
export const TIME_TABLES: readonly Measure[] = ['level', 'matched']

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
  whose: TimeSide = 'both',
): TransactionalTimePage {
  const sides = SIDES.filter((side) => whose === 'both' || side === whose)
  const hasMatched = new Set(tables.filter(isMatched).map(({ wave }) => wave.id))
  const ofRelationships = sides.flatMap((side) =>
    groupByRelationship(tables).map((own) => toRow(own, side, measure, (wave) => hasMatched.has(wave))),
  )
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

function isMatched(table: ResultTable): boolean {
  return SIDES.some((side) => table.cell(side, 'trust', 'matched'))
}

function toRow(
  tables: OfRelationship,
  side: Side,
  measure: TimeMeasure,
  hasMatched: (waveId: string) => boolean,
): TimeRow {
  const { id, code, buyerId, buyerName, supplierId, supplierName } = tables[0].relationship
  const buyer = { id: buyerId, name: buyerName }
  const supplier = { id: supplierId, name: supplierName }
  const [firm, partner] = side === 'buyer' ? [buyer, supplier] : [supplier, buyer]
  const meanOfWaves = (index: string) =>
    mean(
      tables.flatMap((table) => {
        const cell = table.cell(side, index, hasMatched(table.wave.id) ? 'matched' : 'level')
        return meanOf(viewCell(cell)) ?? []
      }),
    ) ?? null
  return {
    side,
    relationship: { id, code, partner: partner.name },
    firm,
    relationships: 1,
    trust: meanOfWaves('trust'),
    unproductive: meanOfWaves(measure),
  }
}
