import { tTwoSided } from '#app/statistics/distributions/t-tails'
import { tInterval } from '#app/statistics/intervals/t-interval'

/** A coefficient of a regression, or a weighted sum of them. */
export interface RegressionTerm {
  estimate: number
  se: number
  t: number
  /** of a coefficient of 0, two-sided */
  p: number
  low: number
  high: number
}

/**
 * A coefficient with its test and interval, from its standard error and the residual degrees of freedom. On a perfect fit (se 0)
 * the interval has width 0 and t is not finite; p is 0, and 1 for a coefficient of 0.
 *
 * R: summary(m)$coefficients, confint(m)
 */
export function regressionTerm(estimate: number, se: number, df: number, level: number): RegressionTerm {
  const t = estimate / se
  const { low = estimate, high = estimate } = tInterval(estimate, se, df, level) ?? {}
  return { estimate, se, t, p: tTwoSided(t, df) ?? 1, low, high }
}
