import type { Matrix } from './covariance-matrix'

/**
 * Cronbach's alpha: the share of a sum score's variance that the items have in common, if they measure alike
 * (tau-equivalence); a lower bound of reliability where they do not. At most 1; negative where items contradict each other.
 * Of a correlation matrix it is the standardized alpha.
 *
 * Undefined: fewer than two items, or a sum without variance.
 *
 * Source: Cronbach 1951, Psychometrika 16, 297–334, https://doi.org/10.1007/BF02310555
 * R: psych::alpha(x)$total$raw_alpha; standardized: $std.alpha
 */
export function cronbachAlpha(covariances: Matrix): number | undefined {
  const count = covariances.length
  const total = sumOf(covariances)
  const trace = covariances.reduce((sum, row, index) => sum + (row[index] ?? 0), 0)
  // items that cancel out leave a rounding error, not a variance
  if (count < 2 || !(total > trace * 1e-12)) return undefined
  return (count / (count - 1)) * (1 - trace / total)
}

/** Variance of the sum of all items. */
export function sumOf(matrix: Matrix): number {
  return matrix.reduce((total, row) => total + row.reduce((sum, value) => sum + value, 0), 0)
}
