import type { SampleSummary } from '#app/statistics/descriptive/summarize-sample'
import type { IndexValue } from './index-definition'

/** The smaller of both sides' values: trust between two is no higher than that of the one who trusts less. */
export function lowerSide(buyer: SampleSummary, supplier: SampleSummary): IndexValue {
  return { mean: Math.min(buyer.mean, supplier.mean), sd: undefined, se: undefined, low: undefined, high: undefined }
}
