import { mean } from '#app/statistics/descriptive/mean'

/**
 * AD: how many points people stand apart from their mean, on average over people and items; 0 where all say the same.
 * About A / 6 of A options and less counts as agreement.
 * @param rows people × items, complete
 *
 * Undefined: fewer than two people, no items.
 *
 * Source: Burke, Finkelstein & Dusig 1999, Organizational Research Methods 2(1), 49–68, https://doi.org/10.1177/109442819921004;
 * the bound: Burke & Dunlap 2002, Organizational Research Methods 5(2), 159–172, https://doi.org/10.1177/1094428102005002002
 * R: multilevel::ad.m(x, group, type = "mean")
 */
export function averageDeviation(rows: readonly (readonly number[])[]): number | undefined {
  if (rows.length < 2) return undefined
  const count = rows[0]?.length ?? 0
  const deviations = Array.from({ length: count }, (_, item) => {
    const values = rows.map((row) => row[item] ?? 0)
    const center = mean(values) ?? 0
    return mean(values.map((value) => Math.abs(value - center))) ?? 0
  })
  return mean(deviations)
}
