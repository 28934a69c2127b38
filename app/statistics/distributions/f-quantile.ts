import quantile from '@stdlib/stats-base-dists-f-quantile'

/**
 * Quantile of the F distribution.
 *
 * Probability in (0, 1); degrees of freedom > 0. Undefined outside of that.
 *
 * Source: NIST Digital Library of Mathematical Functions, §8.17 (incomplete beta functions), https://dlmf.nist.gov/8.17
 * R: qf(p, df1, df2), which itself has only seven digits in the far lower tail
 */
export function fQuantile(probability: number, df1: number, df2: number): number | undefined {
  if (!(probability > 0 && probability < 1 && df1 > 0 && df2 > 0)) return undefined
  return quantile(probability, df1, df2)
}
