import { normalQuantile } from '#app/statistics/distributions/normal-quantile'
import type { Interval } from '#app/statistics/intervals/t-interval'
import { midRanks } from './mid-ranks'
import { pearson } from './pearson'

export interface RankCorrelation {
  n: number
  /** −1 … 1 */
  rho: number
  /** of rho = 0, two-sided, by t with n − 2; needs three pairs */
  p: number | undefined
  /** by Bonett and Wright, the one to show; needs four pairs */
  low: number | undefined
  high: number | undefined
  /** by Fisher's z as if rho were Pearson's: a little too narrow the farther rho is from 0 */
  fisher: Interval | undefined
}

/**
 * Spearman's rank correlation: whether high goes with high, however much apart. Equal values share the mean of their ranks.
 *
 * Assumes: independent pairs; for interval and p enough of them (about ten) and not many equal values.
 * Undefined: fewer than two pairs, or a side whose values are all equal.
 *
 * Source: Spearman 1904, The American Journal of Psychology 15(1), 72–101, https://doi.org/10.2307/1412159;
 * Bonett & Wright 2000, Psychometrika 65(1), 23–28, https://doi.org/10.1007/BF02294183
 * R: cor.test(x, y, method = "spearman", exact = FALSE); tanh(atanh(rho) + c(-1, 1) * qnorm(.975) * sqrt((1 + rho^2 / 2) / (n - 3)))
 */
export function spearman(x: readonly number[], y: readonly number[], level = 0.95): RankCorrelation | undefined {
  const n = Math.min(x.length, y.length)
  const ranks = pearson(midRanks(x.slice(0, n)), midRanks(y.slice(0, n)), level)
  if (!ranks) return undefined
  const { r: rho, p, low, high } = ranks
  const z = normalQuantile(1 - (1 - level) / 2)
  const half = n < 4 || z === undefined ? undefined : z * Math.sqrt((1 + rho ** 2 / 2) / (n - 3))
  return {
    ...{ n, rho, p },
    low: half === undefined ? undefined : Math.tanh(Math.atanh(rho) - half),
    high: half === undefined ? undefined : Math.tanh(Math.atanh(rho) + half),
    fisher: low === undefined || high === undefined ? undefined : { low, high },
  }
}
