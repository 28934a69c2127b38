import { chiSquaredTails } from '#app/statistics/distributions/chi-squared-tails'
import { logDeterminant } from '#app/statistics/regression/log-determinant'
import type { Matrix } from './covariance-matrix'

export interface OneFactorFit {
  chisq: number
  df: number
  /** of a chi-squared this large, if one factor were all there is; 0 where it is smaller than a number can be */
  p: number
  cfi: number
  tli: number
  rmsea: number
  srmr: number
}

/**
 * How well one factor (loadings by maximum likelihood, on correlations) reproduces the correlations of n people.
 *
 * Undefined: three items and fewer (just identified: it fits by itself), or correlations that are not positive definite.
 *
 * Source: Jöreskog 1969, Psychometrika 34, 183–202, https://doi.org/10.1007/BF02289343; Bentler 1990, Psychological
 * Bulletin 107, 238–246, https://doi.org/10.1037/0033-2909.107.2.238
 * R: lavaan::fitMeasures(lavaan::cfa("F =~ items"), c("chisq", "df", "pvalue", "cfi", "tli", "rmsea", "srmr"))
 */
export function oneFactorFit(
  correlations: Matrix,
  loadings: readonly number[],
  uniquenesses: readonly number[],
  n: number,
): OneFactorFit | undefined {
  const count = loadings.length
  const df = (count * (count - 3)) / 2
  const observed = logDeterminant(correlations)
  if (df <= 0 || observed === undefined) return undefined
  const weights = loadings.map((loading, index) => loading / (uniquenesses[index] ?? 1))
  const strength = 1 + loadings.reduce((sum, loading, index) => sum + loading * (weights[index] ?? 0), 0)
  const implied = uniquenesses.reduce((sum, unique) => sum + Math.log(unique), 0) + Math.log(strength)
  // tr(R Σ⁻¹) by the inverse of Ψ + λλ′
  const diagonal = uniquenesses.reduce((sum, unique) => sum + 1 / unique, 0)
  const along = correlations.reduce(
    (sum, row, i) => sum + row.reduce((inner, r, j) => inner + r * (weights[i] ?? 0) * (weights[j] ?? 0), 0),
    0,
  )
  const chisq = Math.max(0, n * (implied - observed + diagonal - along / strength - count))
  const baseline = -n * observed
  const baselineDf = (count * (count - 1)) / 2
  const excess = Math.max(chisq - df, 0)
  let residuals = 0
  for (let i = 0; i < count; i += 1)
    for (let j = 0; j < i; j += 1)
      residuals += ((correlations[i]?.[j] ?? 0) - (loadings[i] ?? 0) * (loadings[j] ?? 0)) ** 2
  return {
    ...{ chisq, df },
    p: chiSquaredTails(chisq, df)?.upper ?? 1,
    cfi: 1 - excess / Math.max(chisq - df, baseline - baselineDf, Number.MIN_VALUE),
    tli: (baseline / baselineDf - chisq / df) / (baseline / baselineDf - 1),
    rmsea: Math.sqrt(excess / (df * n)),
    srmr: Math.sqrt(residuals / ((count * (count + 1)) / 2)),
  }
}
