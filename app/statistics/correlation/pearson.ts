import { mean } from '#app/statistics/descriptive/mean'
import { normalQuantile } from '#app/statistics/distributions/normal-quantile'
import { tTwoSided } from '#app/statistics/distributions/t-tails'

export interface Correlation {
  n: number
  /** −1 … 1 */
  r: number
  /** by Fisher's z; needs four pairs. Of width 0 where the pairs lie on a line, as in R */
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
  const [centerX, centerY] = [mean(x.slice(0, n)) ?? 0, mean(y.slice(0, n)) ?? 0]
  let [xx, yy, xy] = [0, 0, 0]
  for (let index = 0; index < n; index += 1) {
    const [dx, dy] = [(x[index] ?? 0) - centerX, (y[index] ?? 0) - centerY]
    xx += dx * dx
    yy += dy * dy
    xy += dx * dy
  }
  // equal values that are no binary fractions leave rounding behind, which would correlate with anything
  const isConstant = (squares: number, center: number) => !(squares > n * (10 * Number.EPSILON * center) ** 2)
  if (n < 2 || isConstant(xx, centerX) || isConstant(yy, centerY)) return undefined
  const r = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)))
  const z = normalQuantile(1 - (1 - level) / 2)
  const hasInterval = n >= 4 && z !== undefined
  const half = (z ?? 0) / Math.sqrt(Math.max(1, n - 3))
  return {
    ...{ n, r },
    low: hasInterval ? Math.tanh(Math.atanh(r) - half) : undefined,
    high: hasInterval ? Math.tanh(Math.atanh(r) + half) : undefined,
    p: n > 2 ? (Math.abs(r) === 1 ? 0 : tTwoSided(r * Math.sqrt((n - 2) / (1 - r ** 2)), n - 2)) : undefined,
  }
}
