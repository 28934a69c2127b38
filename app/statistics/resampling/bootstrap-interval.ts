import { quantile } from '#app/statistics/descriptive/quantile'
import type { Interval } from '#app/statistics/intervals/t-interval'
import { seededRandom } from './seeded-random'

export interface BootstrapOptions {
  seed: number
  /** how many samples are drawn; 2,000 settle the ends of a 95 % interval */
  repetitions?: number
  level?: number
}

export interface BootstrapInterval extends Interval {
  /** of how many of the drawn samples the statistic was defined */
  used: number
}

/**
 * Percentile interval of any statistic: the sample is drawn anew from itself, with replacement, many times over. For
 * statistics whose interval has no formula. The same seed gives the same interval.
 *
 * Assumes: independent cases (draw relationships, not answers) and enough of them; below about 20 the interval is too narrow.
 * Undefined: an empty sample, no repetitions, level outside (0, 1), or a statistic that is undefined in more than half of the
 * drawn samples. Of one case, and of cases all alike, the interval has width 0, which says nothing about certainty.
 *
 * Source: Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13, https://doi.org/10.1201/9780429246593
 * R: quantile(boot::boot(x, statistic, repetitions)$t, c(.025, .975)); other random numbers, so equal only about
 */
export function bootstrapInterval<Case>(
  sample: readonly Case[],
  statistic: (drawn: readonly Case[]) => number | undefined,
  { seed, repetitions = 2000, level = 0.95 }: BootstrapOptions,
): BootstrapInterval | undefined {
  if (sample.length === 0 || !(level > 0 && level < 1)) return undefined
  const random = seededRandom(seed)
  const values: number[] = []
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const value = statistic(sample.map((one) => sample[Math.floor(random() * sample.length)] ?? one))
    if (value !== undefined) values.push(value)
  }
  const [low, high] = [quantile(values, (1 - level) / 2), quantile(values, 1 - (1 - level) / 2)]
  if (low === undefined || high === undefined || values.length * 2 < repetitions) return undefined
  return { low, high, used: values.length }
}
