import approximate from '@stdlib/stats-base-dists-f-quantile'
import { fTails } from './f-tails'

/**
 * Quantile of the F distribution.
 *
 * Probability in (0, 1); degrees of freedom > 0. Undefined outside of that.
 * The library's value has seven digits in the far lower tail; Newton steps on log F, whose derivative is the density's
 * share of F, bring the rest.
 *
 * R: qf(p, df1, df2)
 */
export function fQuantile(probability: number, df1: number, df2: number): number | undefined {
  if (!(probability > 0 && probability < 1 && df1 > 0 && df2 > 0)) return undefined
  const isLower = probability < 0.5
  const wanted = isLower ? probability : 1 - probability
  let f = approximate(probability, df1, df2)
  for (let step = 0; step < 4; step += 1) {
    const tails = fTails(f, df1, df2)
    const ahead = fTails(f * (1 + STEP), df1, df2)
    const behind = fTails(f * (1 - STEP), df1, df2)
    if (!tails || !ahead || !behind) return f
    const [here, slope] = isLower
      ? [tails.lower, ahead.lower - behind.lower]
      : [tails.upper, ahead.upper - behind.upper]
    const change = ((wanted - here) * 2 * STEP) / slope
    if (!Number.isFinite(change) || Math.abs(change) > 0.1) return f
    f *= 1 + change
    if (Math.abs(change) < 1e-14) return f
  }
  return f
}

/** Relative width of the numerical derivative. */
const STEP = 1e-5
