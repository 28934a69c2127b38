import { mean } from '#app/statistics/descriptive/mean'
import { variance } from '#app/statistics/descriptive/variance'

/** A mean that is not a binary fraction may miss the border, which still counts, by its last digit. */
const ROUNDING = 1e-12

/**
 * a_wg: how far a group agrees, −1 … 1, beside the greatest disagreement that is possible at the group's own mean. It needs
 * no null variance: 1 where all say the same, 0 at half the possible variance, −1 where the group falls into the two ends.
 * Of several items the mean over those that have a value.
 * @param rows people × items, complete; @param range lowest and highest point of the scale
 *
 * Undefined: fewer than two people, a scale without length; an item whose mean is nearer to an end than the mean of a group
 * with one single dissenter at the other end (all at one end: 1), and the whole where no item has a value. Two people have one only
 * when their mean is the middle of the scale, or both stand at one end: it is a measure for larger groups.
 *
 * Source: Brown & Hauenstein 2005, Organizational Research Methods 8(2), 165–184, https://doi.org/10.1177/1094428105275376
 * R: multilevel::awg(x, group, range = c(low, high))
 */
export function awg(rows: readonly (readonly number[])[], range: { low: number; high: number }): number | undefined {
  const count = rows[0]?.length ?? 0
  const items = Array.from({ length: count }, (_, item) => rows.map((row) => row[item] ?? 0))
  return mean(items.map((values) => awgOfItem(values, range)).filter((value) => value !== undefined))
}

function awgOfItem(values: readonly number[], { low, high }: { low: number; high: number }): number | undefined {
  const n = values.length
  const center = mean(values)
  const spread = variance(values)
  if (center === undefined || spread === undefined || !(high > low)) return undefined
  if (values.every((value) => value === low) || values.every((value) => value === high)) return 1
  const [distance, least] = [Math.min(center - low, high - center), ((high - low) / n) * (1 - ROUNDING)]
  if (distance < least) return undefined
  return 1 - (2 * spread * (n - 1)) / (n * (high - center) * (center - low))
}
