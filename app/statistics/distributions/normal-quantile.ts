import approximate from '@stdlib/stats-base-dists-normal-quantile'
import { normalTails } from './normal-tails'

/**
 * Quantile of the standard normal distribution.
 *
 * Probability in (0, 1). Undefined outside of that.
 * The library's value has eight digits in the far tails; one Newton step with the exact density brings the rest.
 *
 * Source: NIST Digital Library of Mathematical Functions, §7.17 (inverse error functions), https://dlmf.nist.gov/7.17
 * R: qnorm(p)
 */
export function normalQuantile(probability: number): number | undefined {
  if (!(probability > 0 && probability < 1)) return undefined
  const z = approximate(probability, 0, 1)
  const tails = normalTails(z)
  const density = Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI)
  const error = probability < 0.5 ? tails.lower - probability : 1 - probability - tails.upper
  return density === 0 ? z : z - error / density
}
