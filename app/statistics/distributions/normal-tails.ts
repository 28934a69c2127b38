import erfc from '@stdlib/math-base-special-erfc'
import type { Tails } from './tails'

/**
 * Distribution function of the standard normal distribution, both tails.
 *
 * Source: NIST Digital Library of Mathematical Functions, §7.2 (error functions), https://dlmf.nist.gov/7.2
 * R: pnorm(z), pnorm(z, lower.tail = FALSE)
 */
export function normalTails(z: number): Tails {
  return { lower: erfc(-z / Math.SQRT2) / 2, upper: erfc(z / Math.SQRT2) / 2 }
}
