import { type Interval, tInterval } from './t-interval'

/**
 * Interval of the mean of *all* who could have answered, from those n who did, in the unit of the values: narrower than the
 * usual one the more of them answered, and of width 0 when all did.
 * @param sample with its standard error sd / √n
 * @param eligible how many could have answered
 *
 * Assumes: who answered is a random part of those asked, and nobody beyond those asked is of interest. Undefined: one value,
 * fewer eligible than answered.
 *
 * Source: Cochran 1977, Sampling Techniques, 3rd ed., ch. 2
 * R: mean(x) + c(-1, 1) * qt(.975, n - 1) * sd(x) / sqrt(n) * sqrt(1 - n / eligible)
 */
export function finitePopulationInterval(
  sample: { n: number; mean: number; se: number | undefined },
  eligible: number,
  level = 0.95,
): Interval | undefined {
  if (sample.se === undefined || !(eligible >= sample.n)) return undefined
  return tInterval(sample.mean, sample.se * Math.sqrt(1 - sample.n / eligible), sample.n - 1, level)
}
