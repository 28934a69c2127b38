/**
 * McDonald's omega total of one factor, from loadings and unique variances on the same metric: the share of a sum score's
 * variance that the factor explains, 0–1. Of standardized loadings of a confirmatory model it is the composite reliability.
 *
 * Undefined: no items, or a sum without variance.
 *
 * Source: McDonald 1999, Test Theory; Fornell & Larcker 1981, Journal of Marketing Research 18(1), 39–50, https://doi.org/10.1177/002224378101800104
 * R: sum(l)^2 / (sum(l)^2 + sum(u)) with l, u of psych::fa(x, 1) or of lavaan
 */
export function omegaTotal(loadings: readonly number[], uniquenesses: readonly number[]): number | undefined {
  const common = loadings.reduce((sum, loading) => sum + loading, 0) ** 2
  const unique = uniquenesses.reduce((sum, variance) => sum + variance, 0)
  return common + unique > 0 ? common / (common + unique) : undefined
}

/**
 * Average variance extracted: the mean share of an item's variance that the factor explains, 0–1.
 *
 * Undefined: no items.
 *
 * Source: Fornell & Larcker 1981, https://doi.org/10.1177/002224378101800104
 * R: mean(l^2) with standardized loadings l
 */
export function averageVarianceExtracted(loadings: readonly number[]): number | undefined {
  return loadings.length === 0 ? undefined : loadings.reduce((sum, loading) => sum + loading ** 2, 0) / loadings.length
}
