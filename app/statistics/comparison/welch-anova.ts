import { fTails } from '#app/statistics/distributions/f-tails'

export type WelchAnova =
  | {
      ok: true
      groups: number
      f: number
      dfBetween: number
      /** not whole */
      dfWithin: number
      /** of means that do not differ */
      p: number
    }
  /** `too-few`: fewer than two groups, or a group of one; `constant`: a group whose values all agree */
  | { ok: false; reason: 'too-few' | 'constant' }

/**
 * Whether the means of several groups differ by more than the people in them, without assuming equal spread. Groups of nobody do
 * not count. Of two groups it is the square of Welch's t.
 * @param groups each as n, mean and standard deviation
 *
 * Assumes: independent people, means about normal. Undefined (with the reason): see `WelchAnova`.
 *
 * Source: Welch 1951, Biometrika 38(3–4), 330–336, https://doi.org/10.1093/biomet/38.3-4.330
 * R: oneway.test(y ~ group)
 */
export function welchAnova(groups: readonly { n: number; mean: number; sd: number | undefined }[]): WelchAnova {
  const filled = groups.filter(({ n }) => n > 0)
  const count = filled.length
  if (count < 2 || filled.some(({ n, sd }) => n < 2 || sd === undefined)) return { ok: false, reason: 'too-few' }
  if (filled.some(({ mean, sd = 0 }) => sd <= 10 * Number.EPSILON * Math.abs(mean)))
    return { ok: false, reason: 'constant' }
  const weighted = filled.map(({ n, mean, sd = 1 }) => ({ n, mean, weight: n / sd ** 2 }))
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0)
  const center = weighted.reduce((sum, { mean, weight }) => sum + (weight / total) * mean, 0)
  const spread =
    weighted.reduce((sum, { n, weight }) => sum + (1 - weight / total) ** 2 / (n - 1), 0) / (count ** 2 - 1)
  const between = weighted.reduce((sum, { mean, weight }) => sum + weight * (mean - center) ** 2, 0)
  const f = between / ((count - 1) * (1 + 2 * (count - 2) * spread))
  const [dfBetween, dfWithin] = [count - 1, 1 / (3 * spread)]
  const tails = fTails(f, dfBetween, dfWithin)
  return tails ? { ok: true, groups: count, f, dfBetween, dfWithin, p: tails.upper } : { ok: false, reason: 'constant' }
}
