import type { SampleSummary } from '#app/statistics/descriptive/summarize-sample'
import { welchInterval } from '#app/statistics/intervals/welch-interval'
import type { IndexValue } from './index-definition'

/**
 * Buyer − supplier, with standard error and 95 % interval by Welch, in the unit of the sides' index (−100 … 100).
 * Of trust it is the gap (positive: the buyer trusts more); of dependence the asymmetry (positive: the buyer depends
 * more, so the supplier holds the power). No interval if a side has one respondent, or neither side has any spread.
 *
 * Source: Emerson 1962, American Sociological Review 27(1), 31–41, https://doi.org/10.2307/2089716 (asymmetry)
 * R: t.test(buyer, supplier)
 */
export function differenceOfSides(buyer: SampleSummary, supplier: SampleSummary): IndexValue {
  const { difference, se, low, high } = welchInterval(buyer, supplier)
  return { mean: difference, sd: undefined, se, low, high }
}
