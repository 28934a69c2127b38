import type { Matrix } from './covariance-matrix'

/**
 * Reliability of an index that weighs several scales, from the reliabilities of the scales: the share of its variance that is no
 * error. Higher than those of its parts where the parts go together.
 * @param parts weight, standard deviation and reliability of each scale @param correlations of the scales, in the same order
 *
 * Assumes: errors of different scales do not correlate. Undefined: an index without variance, no parts.
 *
 * Source: Mosier 1943, Psychometrika 8(3), 161–168, https://doi.org/10.1007/BF02288700
 * R: 1 - sum(w^2 * s^2 * (1 - rel)) / drop(t(w * s) %*% r %*% (w * s))
 */
export function weightedIndexReliability(
  parts: readonly { weight: number; sd: number; reliability: number }[],
  correlations: Matrix,
): number | undefined {
  const scales = parts.map(({ weight, sd }) => weight * sd)
  let total = 0
  for (const [i, a] of scales.entries())
    for (const [j, b] of scales.entries()) total += a * b * (i === j ? 1 : (correlations[i]?.[j] ?? 0))
  const error = parts.reduce((sum, { reliability }, index) => sum + (scales[index] ?? 0) ** 2 * (1 - reliability), 0)
  return total > 0 ? 1 - error / total : undefined
}
