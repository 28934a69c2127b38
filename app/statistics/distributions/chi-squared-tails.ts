import incompleteGamma from '@stdlib/math-base-special-gammainc'
import type { Tails } from './tails'

/**
 * Distribution function of χ², both tails.
 *
 * x ≥ 0; degrees of freedom > 0. Undefined outside of that.
 *
 * Source: NIST Digital Library of Mathematical Functions, §8.2 (incomplete gamma functions), https://dlmf.nist.gov/8.2
 * R: pchisq(x, df), pchisq(x, df, lower.tail = FALSE)
 */
export function chiSquaredTails(x: number, degreesOfFreedom: number): Tails | undefined {
  if (!(x >= 0 && degreesOfFreedom > 0)) return undefined
  const [half, shape] = [x / 2, degreesOfFreedom / 2]
  return { lower: incompleteGamma(half, shape, true, false), upper: incompleteGamma(half, shape, true, true) }
}
