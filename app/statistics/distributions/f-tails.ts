import { betaTails } from './beta-tails'
import type { Tails } from './tails'

/**
 * Distribution function of F, both tails.
 *
 * f ≥ 0; degrees of freedom > 0. Undefined outside of that.
 *
 * Source: NIST Digital Library of Mathematical Functions, §8.17 (incomplete beta functions), https://dlmf.nist.gov/8.17
 * R: pf(f, df1, df2), pf(f, df1, df2, lower.tail = FALSE)
 */
export function fTails(f: number, df1: number, df2: number): Tails | undefined {
  if (!(f >= 0 && df1 > 0 && df2 > 0)) return undefined
  if (f === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 }
  const lower = betaTails((df1 * f) / (df1 * f + df2), df1 / 2, df2 / 2)
  // the upper tail as a lower tail of the mirrored distribution keeps its digits
  const upper = betaTails(df2 / (df1 * f + df2), df2 / 2, df1 / 2)
  return lower && upper && { lower: lower.lower, upper: upper.lower }
}
