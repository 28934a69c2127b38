import { type CellView, meanOf, viewCell } from '#app/dashboards/cell-view'
import { isWholeIndex } from '#app/dashboards/whole-index'
import type { Benchmark } from '#app/disclosure/benchmarks/read-benchmarks.server'
import type { ResultRelationship, ResultTable } from '#app/disclosure/read-results.server'
import { percentileRank } from '#app/statistics/descriptive/percentile-rank'
import { quantile } from '#app/statistics/descriptive/quantile'
import { INDEX_PLACES, INDICES } from '#app/trust/indices'

/** A place among fewer says little. */
export const FEWEST_TO_COMPARE = 5

/** Quarters of a distribution, from below. */
export type Standing = 'lowest' | 'lower' | 'upper' | 'highest'

/** How values lie: a quarter of them below `low`, half below `median`, three quarters below `high`. */
export interface Spread {
  low: number
  median: number
  high: number
}

/** One side's index (or one of both sides), e.g. `buyer.trust`, over all relationships of a wave. */
export interface Measure {
  place: string
  /** where the own relationships lie; null for too few */
  own: (Spread & { count: number }) | null
  /** where those of other workspaces lie */
  others: Benchmark | null
}

/** Where one relationship stands by one measure. */
export interface ComparedRow extends Measure {
  relationship: Pick<ResultRelationship, 'id' | 'code' | 'buyerName' | 'supplierName'>
  value: CellView
  /** among the own relationships; null where its value is withheld, or there are too few */
  percentile: number | null
  standing: Standing | null
  amongOthers: Standing | null
}

const isCompared = (index: string) => isWholeIndex(index) || index === 'unproductive'

/** What can be compared of what a wave asked about, in the order of the registry. */
export function measuresIn(table: ResultTable | undefined): string[] {
  return INDEX_PLACES.filter(({ side, index }) => isCompared(index) && table?.cell(side, index)).map(
    ({ side, index }) => `${side}.${index}`,
  )
}

export function splitPlace(place: string) {
  const [side = '', index = ''] = place.split('.')
  return { side: side as 'buyer' | 'supplier' | 'both', index }
}

/** Relationships by one measure, those to look at first: the worst ones, withheld ones last. */
export function compare(
  tables: readonly ResultTable[],
  place: string,
  benchmarks: Record<string, Benchmark> | undefined,
): ComparedRow[] {
  const { side, index } = splitPlace(place)
  const views = tables.map(({ relationship, cell }) => ({ relationship, value: viewCell(cell(side, index)) }))
  const values = views.flatMap(({ value }) => meanOf(value) ?? [])
  const own = spreadOf(values)
  const others = benchmarks?.[place] ?? null
  const rows = views.map(({ relationship: { id, code, buyerName, supplierName }, value }): ComparedRow => {
    const mean = meanOf(value)
    const percentile = mean === null || !own ? null : (percentileRank(values, mean) ?? null)
    return {
      ...{ place, own, others, value, percentile },
      relationship: { id, code, buyerName, supplierName },
      standing: percentile === null ? null : standingIn(percentile, { low: 25, median: 50, high: 75 }),
      amongOthers: mean === null || !others ? null : standingIn(mean, others),
    }
  })
  const sign = isWorse(index) ? -1 : 1
  const keyOf = ({ value }: ComparedRow) => meanOf(value) ?? sign * Number.POSITIVE_INFINITY
  return rows.sort(
    (a, b) => sign * (keyOf(a) - keyOf(b) || 0) || a.relationship.code.localeCompare(b.relationship.code),
  )
}

export function isWorse(index: string): boolean {
  return INDICES.some(({ id, higherIs }) => id === index && higherIs === 'worse')
}

function spreadOf(values: readonly number[]): Measure['own'] {
  if (values.length < FEWEST_TO_COMPARE) return null
  const at = (probability: number) => quantile(values, probability) ?? 0
  return { low: at(0.25), median: at(0.5), high: at(0.75), count: values.length }
}

function standingIn(value: number, { low, median, high }: Spread): Standing {
  return value < low ? 'lowest' : value < median ? 'lower' : value < high ? 'upper' : 'highest'
}
