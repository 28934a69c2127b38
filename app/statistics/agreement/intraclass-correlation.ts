import { fQuantile } from '#app/statistics/distributions/f-quantile'
import { fTails } from '#app/statistics/distributions/f-tails'
import type { Interval } from '#app/statistics/intervals/t-interval'
import type { OneWayAnova } from './one-way-anova'

/**
 * ICC(1): the share of one person's answer that belongs to the group. Negative estimates are kept.
 * @param size the group size k: N / G as R's package multilevel, or `typicalGroupSize` (n₀), which is unbiased where groups
 * differ in size. Whoever words the number names which.
 *
 * Undefined: values without any variance.
 *
 * Source: Bliese 2000, in Klein & Kozlowski, Multilevel Theory, Research, and Methods in Organizations, 349–381
 * R: multilevel::ICC1(aov(y ~ group))
 */
export function icc1(anova: OneWayAnova, size = anova.n / anova.groups): number | undefined {
  const { msBetween, msWithin } = anova
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

/**
 * n₀: the group size for which E(MSB) = σ²_within + n₀ · σ²_between. The mean size where all groups are alike, else less.
 * Groups of nobody do not count.
 *
 * Undefined: fewer than two groups.
 *
 * Source: Snedecor & Cochran 1980, Statistical Methods, 7th ed., ch. 13; Bliese & Halverson 1998, Journal of Management
 * 24(2), 157–172, https://doi.org/10.1177/014920639802400202
 * R: (sum(n) - sum(n^2) / sum(n)) / (length(n) - 1)
 */
export function typicalGroupSize(sizes: readonly number[]): number | undefined {
  const filled = sizes.filter((size) => size > 0)
  const n = filled.reduce((sum, size) => sum + size, 0)
  return typicalSizeOf({ n, groups: filled.length, squaredSizes: filled.reduce((sum, size) => sum + size ** 2, 0) })
}

/** The same from sums alone: of all people, of the groups, of the squared sizes of the groups. */
export function typicalSizeOf({
  n,
  groups,
  squaredSizes,
}: {
  n: number
  groups: number
  squaredSizes: number
}): number | undefined {
  return groups < 2 ? undefined : (n - squaredSizes / n) / (groups - 1)
}

export interface GroupsTest {
  f: number
  dfBetween: number
  dfWithin: number
  /** of groups that do not differ */
  p: number
}

/**
 * F of a one-way analysis of variance: whether the groups differ by more than the people in them.
 *
 * Assumes: independent people, equal variances within groups, about normal. Undefined: no variance within the groups.
 *
 * Source: Fisher 1925, Statistical Methods for Research Workers
 * R: anova(lm(y ~ factor(group)))
 */
export function testGroups({ n, groups, msBetween, msWithin }: OneWayAnova): GroupsTest | undefined {
  const [dfBetween, dfWithin] = [groups - 1, n - groups]
  const f = msBetween / msWithin
  const tails = msWithin > 0 ? fTails(f, dfBetween, dfWithin) : undefined
  return tails && { f, dfBetween, dfWithin, p: tails.upper }
}

/**
 * Intervals of ICC(1) and ICC(2) from the distribution of F; exact for groups of equal size. Not clipped to 0–1.
 * @param size as for `icc1`; ICC(2) does not depend on it
 *
 * Assumes: what F assumes. Undefined: no variance within or between the groups, level outside (0, 1).
 *
 * Source: McGraw & Wong 1996, Psychological Methods 1(1), 30–46, https://doi.org/10.1037/1082-989X.1.1.30
 * R: fl <- f / qf(1 - a/2, df1, df2); fu <- f * qf(1 - a/2, df2, df1); (c(fl, fu) - 1) / (c(fl, fu) + k - 1); 1 - 1 / c(fl, fu)
 */
export function iccIntervals(
  anova: OneWayAnova,
  size = anova.n / anova.groups,
  level = 0.95,
): { icc1: Interval; icc2: Interval } | undefined {
  const test = testGroups(anova)
  if (!test || !(test.f > 0)) return undefined
  const below = fQuantile(1 - (1 - level) / 2, test.dfBetween, test.dfWithin)
  const above = fQuantile(1 - (1 - level) / 2, test.dfWithin, test.dfBetween)
  if (below === undefined || above === undefined) return undefined
  const [low, high] = [test.f / below, test.f * above]
  return {
    icc1: { low: (low - 1) / (low + size - 1), high: (high - 1) / (high + size - 1) },
    icc2: { low: 1 - 1 / low, high: 1 - 1 / high },
  }
}
