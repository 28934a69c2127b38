export interface StandardizedDifference {
  /** Cohen's d: a − b in pooled standard deviations */
  d: number
  /** Hedges' g: d without its bias of small samples */
  g: number
}

/**
 * Difference of two independent means (a − b) in standard deviations, so that results on different scales can be compared.
 * About .2 is small, .5 medium, .8 large.
 *
 * Assumes: equal variances. Undefined: a sample of nobody, fewer than three values together, no spread in either sample.
 *
 * Source: Cohen 1988, Statistical Power Analysis for the Behavioral Sciences, 2nd ed.; Hedges 1981, Journal of Educational
 * Statistics 6(2), 107–128, https://doi.org/10.3102/10769986006002107 (the correction in its usual approximation, 1 − 3 / (4 df − 1))
 * R: d <- (mean(a) - mean(b)) / sqrt(((na - 1) * var(a) + (nb - 1) * var(b)) / df); d * (1 - 3 / (4 * df - 1)), df = na + nb - 2
 */
export function standardizedDifference(
  a: { n: number; mean: number; sd: number | undefined },
  b: { n: number; mean: number; sd: number | undefined },
): StandardizedDifference | undefined {
  const df = a.n + b.n - 2
  if (a.n < 1 || b.n < 1 || df < 1) return undefined
  const sd = Math.sqrt(((a.n - 1) * (a.sd ?? 0) ** 2 + (b.n - 1) * (b.sd ?? 0) ** 2) / df)
  if (sd <= 10 * Number.EPSILON * Math.max(Math.abs(a.mean), Math.abs(b.mean))) return undefined
  const d = (a.mean - b.mean) / sd
  return { d, g: d * (1 - 3 / (4 * df - 1)) }
}
