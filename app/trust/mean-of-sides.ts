import type { SampleSummary } from '#app/statistics/descriptive/summarize-sample'
import type { IndexValue } from './index-definition'

/**
 * (buyer + supplier) / 2, in the unit of the sides' index. Both sides weigh equally, however many people answered on each.
 * Of trust it is mutual trust; of dependence the interdependence of the pair.
 *
 * Source: Kumar, Scheer & Steenkamp 1995, Journal of Marketing Research 32(3), 348–356 (interdependence)
 */
export function meanOfSides(buyer: SampleSummary, supplier: SampleSummary): IndexValue {
  return { mean: (buyer.mean + supplier.mean) / 2, sd: undefined, se: undefined, low: undefined, high: undefined }
}
