import { normalQuantile } from '#app/statistics/distributions/normal-quantile'
import { tTwoSided } from '#app/statistics/distributions/t-tails'

export interface Correlation {
  n: number
  /** −1 … 1 */
  r: number
  /** by Fisher's z; needs four pairs and |r| < 1 */
  low: number | undefined
  high: number | undefined
  /** of r = 0, two-sided; needs three pairs */
  p: number | undefined
}

/**
 * Pearson's correlation with its interval.
 *
 * Assumes: pairs about bivariate normal (for interval and p). Undefined: fewer than two pairs, or a constant side.
 *
 * Source: Fisher 1921, Metron 1, 3–32
 * R: cor.test(x, y, conf.level = level)
 */
export function pearson(x: readonly number[], y: readonly number[], level = 0.95): Correlation | undefined {
  const n = Math.min(x.length, y.length)
  const meanOf = (values: readonly number[]) => values.slice(0, n).reduce((sum, value) => sum + value, 0) / n
  const [centerX, centerY] = [meanOf(x), meanOf(y)]
  let [xx, yy, xy] = [0, 0, 0]
  for (let index = 0; index < n; index += 1) {
    const [dx, dy] = [(x[index] ?? 0) - centerX, (y[index] ?? 0) - centerY]
    xx += dx * dx
    yy += dy * dy
    xy += dx * dy
  }
  if (n < 2 || !(xx > 0 && yy > 0)) return undefined
  const r = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)))
  const z = normalQuantile(1 - (1 - level) / 2)
  const hasInterval = n >= 4 && Math.abs(r) < 1 && z !== undefined
  const half = (z ?? 0) / Math.sqrt(Math.max(1, n - 3))
  return {
    ...{ n, r },
    low: hasInterval ? Math.tanh(Math.atanh(r) - half) : undefined,
    high: hasInterval ? Math.tanh(Math.atanh(r) + half) : undefined,
    p: n > 2 ? (Math.abs(r) === 1 ? 0 : tTwoSided(r * Math.sqrt((n - 2) / (1 - r ** 2)), n - 2)) : undefined,
  }
}
