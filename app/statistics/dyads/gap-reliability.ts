/** One side: the standard deviation of its scores over relationships, and their reliability, 0–1. */
export interface SideReliability {
  sd: number
  reliability: number
}

/**
 * Reliability of the difference of two scores: the more alike the two sides answer, the less of their gap is more than noise.
 * Negative where two scores correlate higher than their reliabilities allow.
 * @param r correlation of the two sides over relationships
 *
 * Assumes: errors of the two sides do not correlate. Undefined: a difference without variance, an r outside −1 … 1, a negative sd.
 *
 * Source: Rogosa & Willett 1983, Journal of Educational Measurement 20(4), 335–343, https://doi.org/10.1111/j.1745-3984.1983.tb00211.x
 * R: (sa^2 * ra + sb^2 * rb - 2 * r * sa * sb) / (sa^2 + sb^2 - 2 * r * sa * sb)
 */
export function gapReliability(first: SideReliability, second: SideReliability, r: number): number | undefined {
  if (!(Math.abs(r) <= 1 && first.sd >= 0 && second.sd >= 0)) return undefined
  const common = 2 * r * first.sd * second.sd
  const total = first.sd ** 2 + second.sd ** 2 - common
  if (!(total > 0)) return undefined
  return (first.sd ** 2 * first.reliability + second.sd ** 2 * second.reliability - common) / total
}
