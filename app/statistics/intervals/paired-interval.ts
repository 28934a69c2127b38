import { summarizeWeightedSample } from '#app/statistics/descriptive/summarize-weighted-sample'
import { testEstimate } from './test-estimate'

export interface PairedComparison {
  /** pairs */
  n: number
  /** mean of first − second */
  difference: number
  /** standard deviation of the differences; undefined for one pair, and so are se, df and interval */
  sd: number | undefined
  se: number | undefined
  df: number | undefined
  low: number | undefined
  high: number | undefined
  /** see `SampleSummary` */
  effectiveN?: number | undefined
  t: number | undefined
  /** of a mean difference of 0, two-sided */
  p: number | undefined
  /** why there is no t and no p: one pair, or differences that are all alike */
  undefinedBecause?: 'too-few' | 'constant'
}

/**
 * Mean difference of paired values (first − second) with its t interval, in the unit of the values.
 * @param weights what each pair weighs, where they weigh differently
 *
 * Assumes: independent pairs whose mean difference is about normally distributed.
 * Undefined: the whole for no pair; t and p if the differences are essentially constant (standard error below 10 ε of the
 * mean difference, where R's t.test refuses). Their interval has width 0, as that of all samples whose values agree.
 *
 * Source: Student 1908, Biometrika 6(1), 1–25, https://doi.org/10.1093/biomet/6.1.1
 * R: t.test(first, second, paired = TRUE, conf.level = level)
 */
export function pairedInterval(
  pairs: readonly (readonly [number, number])[],
  level = 0.95,
  weights?: readonly number[],
): PairedComparison | undefined {
  const summary = summarizeWeightedSample(
    pairs.map(([first, second], place) => ({ value: first - second, weight: weights?.[place] ?? 1 })),
    level,
  )
  if (!summary) return undefined
  const { mean: difference, ...rest } = summary
  const { n, se } = rest
  if (se === undefined)
    return { ...rest, difference, df: undefined, t: undefined, p: undefined, undefinedBecause: 'too-few' }
  const isConstant = se <= 10 * Number.EPSILON * Math.abs(difference)
  const test = isConstant ? undefined : testEstimate(difference, se, n - 1)
  const comparison = { ...rest, difference, df: n - 1, t: test?.t, p: test?.p }
  return test ? comparison : { ...comparison, undefinedBecause: 'constant' }
}
