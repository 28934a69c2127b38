import { mean } from '#app/statistics/descriptive/mean'
import { variance } from '#app/statistics/descriptive/variance'

/**
 * How far people differ on an item, averaged over the items: the mean of the items' variances with n − 1, in squared points.
 * @param rows people × items, complete
 *
 * Undefined: fewer than two people, no items.
 *
 * Source: James, Demaree & Wolf 1984, Journal of Applied Psychology 69(1), 85–98, https://doi.org/10.1037/0021-9010.69.1.85
 * R: mean(apply(x, 2, var))
 */
export function meanItemVariance(rows: readonly (readonly number[])[]): number | undefined {
  const count = rows[0]?.length ?? 0
  const variances = Array.from({ length: count }, (_, item) => variance(rows.map((row) => row[item] ?? 0)))
  const known = variances.filter((value) => value !== undefined)
  return known.length === count ? mean(known) : undefined
}
