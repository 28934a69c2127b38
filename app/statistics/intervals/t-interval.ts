import { tQuantile } from '#app/statistics/distributions/t-quantile'

export interface Interval {
  low: number
  high: number
}

/**
 * Two-sided interval estimate ± t · se, in the unit of the estimate. Serves means, differences and regression coefficients alike.
 *
 * Assumes: (estimate − truth) / se follows t with these degrees of freedom. Undefined: degrees of freedom ≤ 0, level outside (0, 1).
 *
 * Source: Student 1908, Biometrika 6(1), 1–25, https://doi.org/10.1093/biomet/6.1.1
 * R: estimate + c(-1, 1) * qt(1 - (1 - level) / 2, df) * se
 */
export function tInterval(
  estimate: number,
  standardError: number,
  degreesOfFreedom: number,
  level = 0.95,
): Interval | undefined {
  const t = tQuantile(1 - (1 - level) / 2, degreesOfFreedom)
  if (t === undefined || t < 0) return undefined
  return { low: estimate - t * standardError, high: estimate + t * standardError }
}
