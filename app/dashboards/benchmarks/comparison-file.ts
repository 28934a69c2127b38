import { meanOf } from '#app/dashboards/cell-view'
import { type ComparedRow, splitPlace } from './comparison'

export const COMPARISON_COLUMNS = [
  ...['wave', 'relationship', 'buyer', 'supplier', 'side', 'index', 'value', 'percentile', 'compared'],
  ...['own_low', 'own_median', 'own_high', 'others_quarter', 'others_low', 'others_median', 'others_high'],
]

/** The comparison as rows of a table file, in full precision; what is withheld is empty. */
export function comparisonFileRows(rows: readonly ComparedRow[], wave: number) {
  return rows.map(({ relationship, place, value, percentile, own, others }) => ({
    ...{ wave, relationship: relationship.code, buyer: relationship.buyerName, supplier: relationship.supplierName },
    ...{ ...splitPlace(place), value: meanOf(value), percentile, compared: own?.count ?? null },
    ...{ own_low: own?.low ?? null, own_median: own?.median ?? null, own_high: own?.high ?? null },
    ...{ others_quarter: others?.quarter ?? null, others_low: others?.low ?? null },
    ...{ others_median: others?.median ?? null, others_high: others?.high ?? null },
  }))
}
