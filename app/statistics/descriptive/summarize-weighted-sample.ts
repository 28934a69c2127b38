import { tInterval } from '#app/statistics/intervals/t-interval'
import { type SampleSummary, summarizeSample } from './summarize-sample'
import { weightedMean } from './weighted-mean'

/**
 * Mean of values that weigh differently, with its spread and t interval (n − 1 degrees of freedom). Where all weigh the same it
 * is `summarizeSample`, and `effectiveN` is not given.
 * @param weight of each value, above 0; only proportions count
 *
 * Assumes: independent values of equal variance; weights that do not depend on the values.
 * Undefined: as in `summarizeSample`; the whole for a negative weight, and where none is above 0.
 *
 * Source: see `weightedMean`; degrees of freedom as for a sample without strata or clusters, Lumley 2004, Journal of Statistical
 * Software 9(8), https://doi.org/10.18637/jss.v009.i08
 * R: m <- weighted.mean(x, w); se <- sqrt(cov.wt(cbind(x), w)$cov * sum(w^2)) / sum(w); m + c(-1, 1) * qt(0.975, length(x) - 1) * se
 */
export function summarizeWeightedSample(
  values: readonly { value: number; weight: number }[],
  level = 0.95,
): SampleSummary | undefined {
  if (values.every(({ weight }) => weight === values[0]?.weight && weight > 0))
    return summarizeSample(
      values.map(({ value }) => value),
      level,
    )
  const found = weightedMean(values)
  if (!found) return undefined
  const { n } = found
  // weights leave rounding behind in values that are all alike
  const isConstant = values.every(({ value }) => value === values[0]?.value)
  const [mean, sd] = isConstant ? [values[0]?.value ?? found.mean, n > 1 ? 0 : undefined] : [found.mean, found.sd]
  const effectiveN = Math.min(n, found.effectiveN)
  const se = sd === undefined ? undefined : sd / Math.sqrt(effectiveN)
  const interval = se === undefined ? undefined : tInterval(mean, se, n - 1, level)
  return { n, mean, sd, se, low: interval?.low, high: interval?.high, effectiveN }
}
