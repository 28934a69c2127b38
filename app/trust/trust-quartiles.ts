import { quantile } from '#app/statistics/descriptive/quantile'
import { type SampleSummary, summarizeSample } from '#app/statistics/descriptive/summarize-sample'

/** Unproductive share (percent) of the points in one quarter of the trust range; n counts points. */
export interface TrustQuartile extends SampleSummary {
  quartile: 1 | 2 | 3 | 4
  /** trust above this (first quartile: from this on) */
  trustFrom: number
  /** trust up to and including this */
  trustTo: number
}

/**
 * Unproductive time in the four quarters of the points by trust, from the least to the most trusting: the plain reading
 * of the regression line. Cut points are type-7 quantiles; a point on a cut belongs below it. A quarter that ties leave
 * empty is left out. Empty for fewer than four points.
 *
 * R: cut(x, quantile(x, 0:4 / 4), include.lowest = TRUE)
 */
export function trustQuartiles(points: readonly { trust: number; unproductive: number }[]): TrustQuartile[] {
  if (points.length < 4) return []
  const trusts = points.map((point) => point.trust)
  return ([1, 2, 3, 4] as const).flatMap((quartile) => {
    const trustFrom = quantile(trusts, (quartile - 1) / 4)
    const trustTo = quantile(trusts, quartile / 4)
    if (trustFrom === undefined || trustTo === undefined) return []
    const isInside = (trust: number) => (trust > trustFrom || quartile === 1) && trust <= trustTo
    const summary = summarizeSample(points.filter(({ trust }) => isInside(trust)).map((point) => point.unproductive))
    return summary ? { quartile, trustFrom, trustTo, ...summary } : []
  })
}
