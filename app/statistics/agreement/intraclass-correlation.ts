import type { OneWayAnova } from './one-way-anova'

/**
 * ICC(1): the share of one person's answer that belongs to the group, with the mean group size N / G. Negative estimates
 * are kept.
 *
 * Undefined: values without any variance.
 *
 * Source: Bliese 2000, in Klein & Kozlowski, Multilevel Theory, Research, and Methods in Organizations, 349–381
 * R: multilevel::ICC1(aov(y ~ group))
 */
export function icc1({ n, groups, msBetween, msWithin }: OneWayAnova): number | undefined {
  const size = n / groups
  const total = msBetween + (size - 1) * msWithin
  return total > 0 ? (msBetween - msWithin) / total : undefined
}

/**
 * ICC(2): the reliability of group means. Negative estimates are kept.
 *
 * Undefined: groups that do not differ.
 *
 * Source: Bliese 2000, as above
 * R: multilevel::ICC2(aov(y ~ group))
 */
export function icc2({ msBetween, msWithin }: OneWayAnova): number | undefined {
  return msBetween > 0 ? (msBetween - msWithin) / msBetween : undefined
}
