import { tInterval } from './t-interval'
import type { MeanComparison, Sample } from './welch-interval'

/**
 * Difference of two independent means (a − b) with the interval of Student's t test, in the unit of the values. It is here for
 * comparison with other programs: Welch's holds also where the spreads differ.
 *
 * Assumes: independent samples with about normal means and *equal* variances.
 * Undefined: standard error and interval where both samples together have fewer than three values or a sample has none, and
 * where both are essentially constant (as for `welchInterval`). A sample of one value counts, as in R.
 *
 * Source: Student 1908, Biometrika 6(1), 1–25, https://doi.org/10.1093/biomet/6.1.1
 * R: t.test(a, b, var.equal = TRUE, conf.level = level)
 */
export function pooledInterval(a: Sample, b: Sample, level = 0.95): MeanComparison {
  const difference = a.mean - b.mean
  const df = a.n + b.n - 2
  const unknown = { difference, se: undefined, df: undefined, low: undefined, high: undefined }
  if (a.n < 1 || b.n < 1 || df < 1) return { ...unknown, undefinedBecause: 'too-few' }
  const variance = ((a.n - 1) * (a.sd ?? 0) ** 2 + (b.n - 1) * (b.sd ?? 0) ** 2) / df
  const se = Math.sqrt(variance * (1 / a.n + 1 / b.n))
  if (se <= 10 * Number.EPSILON * Math.max(Math.abs(a.mean), Math.abs(b.mean)))
    return { ...unknown, se, undefinedBecause: 'constant' }
  const interval = tInterval(difference, se, df, level)
  return { difference, se, df, low: interval?.low, high: interval?.high }
}
