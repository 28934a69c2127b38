import quantile from '@stdlib/stats-base-dists-t-quantile'

/**
 * Quantile of Student's t distribution: the value that a t variable with these degrees of freedom stays below with this probability.
 *
 * Probability in (0, 1); degrees of freedom > 0, not necessarily whole (Welch). Undefined outside of that.
 *
 * Source: Student 1908, Biometrika 6(1), 1–25, https://doi.org/10.1093/biomet/6.1.1
 * R: qt(p, df)
 */
export function tQuantile(probability: number, degreesOfFreedom: number): number | undefined {
  if (!(probability > 0 && probability < 1 && degreesOfFreedom > 0)) return undefined
  return quantile(probability, degreesOfFreedom)
}
