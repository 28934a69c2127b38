import type { SampleSummary } from '#app/statistics/descriptive/summarize-sample'
import { welchInterval } from '#app/statistics/intervals/welch-interval'
import type { IndexValue } from './index-definition'

/**
 * (buyer + supplier) / 2, with standard error and 95 % interval by Welch, in the unit of the sides' index. Both sides weigh
 * equally, however many people answered on each. Of trust it is mutual trust; of dependence the interdependence of the pair.
 * No interval if a side has one respondent, or neither side has any spread.
 *
 * Source: Kumar, Scheer & Steenkamp 1995, Journal of Marketing Research 32(3), 348–356 (interdependence)
 * R: t.test(buyer, -supplier), all of it halved
 */
export function meanOfSides(buyer: SampleSummary, supplier: SampleSummary): IndexValue {
  const { difference: sum, se, low, high } = welchInterval(buyer, { ...supplier, mean: -supplier.mean })
  const half = (value: number | undefined) => (value === undefined ? undefined : value / 2)
  return { mean: sum / 2, sd: undefined, se: half(se), low: half(low), high: half(high) }
}
