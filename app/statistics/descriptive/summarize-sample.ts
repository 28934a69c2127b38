import { tInterval } from '#app/statistics/intervals/t-interval'
import { mean } from './mean'
import { standardDeviation } from './standard-deviation'

/** A sample in five numbers, all but n in the unit of the values. */
export interface SampleSummary {
  n: number
  mean: number
  /** standard deviation, n − 1; undefined for one value */
  sd: number | undefined
  /** standard error of the mean, sd / √n; undefined for one value */
  se: number | undefined
  low: number | undefined
  high: number | undefined
  /** where values weigh differently: of how many equal ones the mean would be as uncertain, at most n; se is sd / √ of it */
  effectiveN?: number | undefined
}

/**
 * Mean with its spread and t interval (n − 1 degrees of freedom).
 *
 * Assumes: independent values whose mean is about normally distributed. The interval is not clipped to the range of a scale.
 * Undefined: the whole for no values; sd, se and interval for one. For constant values the formula gives an interval of
 * width 0, which says that these values agree, not that the mean is certain; R's t.test refuses such data.
 *
 * Source: Student 1908, Biometrika 6(1), 1–25, https://doi.org/10.1093/biomet/6.1.1
 * R: mean(x), sd(x), t.test(x, conf.level = level)$conf.int
 */
export function summarizeSample(values: readonly number[], level = 0.95): SampleSummary | undefined {
  const n = values.length
  const center = mean(values)
  if (center === undefined) return undefined
  const sd = standardDeviation(values)
  const se = sd === undefined ? undefined : sd / Math.sqrt(n)
  const interval = se === undefined ? undefined : tInterval(center, se, n - 1, level)
  return { n, mean: center, sd, se, low: interval?.low, high: interval?.high }
}
