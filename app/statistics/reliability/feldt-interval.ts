import { fQuantile } from '#app/statistics/distributions/f-quantile'
import type { Interval } from '#app/statistics/intervals/t-interval'

/**
 * Interval of alpha for n people and J items.
 *
 * Assumes: answers about normal, items parallel in their errors. Undefined: fewer than two people or items.
 *
 * Source: Feldt, Woodruff & Salih 1987, Applied Psychological Measurement 11(1), 93–103, https://doi.org/10.1177/014662168701100107
 * R: psych::alpha.ci(alpha, n, J)
 */
export function feldtInterval(alpha: number, n: number, items: number, level = 0.95): Interval | undefined {
  const tail = (1 - level) / 2
  const upper = fQuantile(1 - tail, n - 1, (n - 1) * (items - 1))
  const lower = fQuantile(tail, n - 1, (n - 1) * (items - 1))
  if (upper === undefined || lower === undefined) return undefined
  return { low: 1 - (1 - alpha) * upper, high: 1 - (1 - alpha) * lower }
}
