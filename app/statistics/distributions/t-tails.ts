import { betaTails } from './beta-tails'
import type { Tails } from './tails'

/**
 * Distribution function of Student's t, both tails.
 *
 * Degrees of freedom > 0, not necessarily whole (Welch). Undefined outside of that.
 * By the incomplete beta function of t² / (df + t²): near 0 and far out alike without a difference of nearly equal numbers.
 *
 * Source: Student 1908, Biometrika 6(1), 1–25, https://doi.org/10.1093/biomet/6.1.1
 * R: pt(t, df), pt(t, df, lower.tail = FALSE)
 */
export function tTails(t: number, degreesOfFreedom: number): Tails | undefined {
  const square = t ** 2
  const share = square / (degreesOfFreedom + square)
  const beta = betaTails(
    Number.isNaN(share) && square === Number.POSITIVE_INFINITY ? 1 : share,
    0.5,
    degreesOfFreedom / 2,
  )
  if (!beta) return undefined
  const near = 0.5 + beta.lower / 2
  // far out t² / (df + t²) is 1 in double precision: the tail comes from the complement, df / (df + t²)
  const far = (betaTails(degreesOfFreedom / (degreesOfFreedom + square), degreesOfFreedom / 2, 0.5)?.lower ?? 0) / 2
  return t < 0 ? { lower: far, upper: near } : { lower: near, upper: far }
}
/**
 * Probability of a t at least as far from 0 in either direction.
 *
 * R: 2 * pt(-abs(t), df)
 */
export function tTwoSided(t: number, degreesOfFreedom: number): number | undefined {
  const tails = tTails(Math.abs(t), degreesOfFreedom)
  return tails && 2 * tails.upper
}
