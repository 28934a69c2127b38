/**
 * Variance of answers that fall on the points of a scale in given shares: the null variance against which agreement is measured
 * where neither equal shares nor the table of skewed ones fit.
 * @param shares of the points 1, 2, 3 …; proportions suffice
 *
 * Undefined: no shares above 0, a negative one.
 *
 * Source: James, Demaree & Wolf 1984, Journal of Applied Psychology 69, 85–98, https://doi.org/10.1037/0021-9010.69.1.85
 * R: sum(p * seq_along(p)^2) - sum(p * seq_along(p))^2
 */
export function nullVariance(shares: readonly number[]): number | undefined {
  const total = shares.reduce((sum, share) => sum + share, 0)
  if (!(total > 0) || shares.some((share) => !(share >= 0))) return undefined
  const center = shares.reduce((sum, share, index) => sum + (share / total) * (index + 1), 0)
  return shares.reduce((sum, share, index) => sum + (share / total) * (index + 1 - center) ** 2, 0)
}
