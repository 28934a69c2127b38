import { tTwoSided } from '#app/statistics/distributions/t-tails'

export interface EstimateTest {
  t: number
  df: number
  /** of a true value of 0, two-sided */
  p: number
}

/**
 * t test of an estimate against 0, for means, differences and slopes alike.
 *
 * Assumes: (estimate − truth) / se follows t with these degrees of freedom. Undefined: no standard error or one of 0, no degrees of freedom.
 *
 * Source: Student 1908, Biometrika 6(1), 1–25, https://doi.org/10.1093/biomet/6.1.1
 * R: 2 * pt(-abs(estimate / se), df)
 */
export function testEstimate(
  estimate: number,
  standardError: number | undefined,
  degreesOfFreedom: number | undefined,
): EstimateTest | undefined {
  if (standardError === undefined || degreesOfFreedom === undefined || !(standardError > 0)) return undefined
  const t = estimate / standardError
  const p = tTwoSided(t, degreesOfFreedom)
  return p === undefined ? undefined : { t, df: degreesOfFreedom, p }
}
