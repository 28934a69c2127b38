import incompleteBeta from '@stdlib/math-base-special-betainc'
import type { Tails } from './tails'

/**
 * Distribution function of the beta distribution, both tails.
 *
 * x in [0, 1]; a, b > 0. Undefined outside of that.
 *
 * Source: NIST Digital Library of Mathematical Functions, §8.17 (incomplete beta functions), https://dlmf.nist.gov/8.17
 * R: pbeta(x, a, b), pbeta(x, a, b, lower.tail = FALSE)
 */
export function betaTails(x: number, a: number, b: number): Tails | undefined {
  if (!(x >= 0 && x <= 1 && a > 0 && b > 0)) return undefined
  return { lower: incompleteBeta(x, a, b, true, false), upper: incompleteBeta(x, a, b, true, true) }
}
