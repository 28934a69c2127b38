import { normalQuantile } from '#app/statistics/distributions/normal-quantile'
import type { Interval } from './t-interval'

/**
 * Interval of a share, count of n, 0–1, by Wilson's score without continuity correction: it never leaves 0–1, and says something
 * also where nobody or everybody did.
 *
 * Assumes: independent cases. Undefined: no cases, a count outside 0 … n, level outside (0, 1).
 *
 * Source: Wilson 1927, Journal of the American Statistical Association 22(158), 209–212, https://doi.org/10.1080/01621459.1927.10502953
 * R: prop.test(count, n, correct = FALSE, conf.level = level)$conf.int
 */
export function wilsonInterval(count: number, n: number, level = 0.95): Interval | undefined {
  const z = normalQuantile(1 - (1 - level) / 2)
  if (z === undefined || z < 0 || !(n > 0 && count >= 0 && count <= n)) return undefined
  const square = z ** 2
  const middle = count + square / 2
  const half = z * Math.sqrt((count * (n - count)) / n + square / 4)
  return { low: Math.max(0, (middle - half) / (n + square)), high: Math.min(1, (middle + half) / (n + square)) }
}
