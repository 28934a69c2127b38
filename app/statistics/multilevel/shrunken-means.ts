import { typicalGroupSize, typicalSizeOf } from '#app/statistics/agreement/intraclass-correlation'
import { oneWayAnova } from '#app/statistics/agreement/one-way-anova'
import { mean } from '#app/statistics/descriptive/mean'

/** What is known of all groups together, the variances in squared units of the values. */
export interface GroupVariances {
  between: number
  within: number
  /** to where means are drawn */
  center: number
}

/**
 * Variances between and within groups from a one-way analysis of variance with n₀, and the mean of all people: all in closed
 * form, where `randomIntercept` looks for the likeliest. A negative estimate between groups counts as 0.
 *
 * Undefined: fewer than two groups, or no group with two values.
 *
 * Source: Searle, Casella & McCulloch 1992, Variance Components, ch. 3, https://doi.org/10.1002/9780470316856
 * R: (ms_between - ms_within) / n0
 */
export function groupVariances(groups: readonly (readonly number[])[]): GroupVariances | undefined {
  const anova = oneWayAnova(groups)
  const size = typicalGroupSize(groups.map((group) => group.length))
  const center = mean(groups.flat())
  if (!anova || size === undefined || center === undefined) return undefined
  return { between: betweenGroups(anova, size), within: anova.msWithin, center }
}

function betweenGroups({ msBetween, msWithin }: { msBetween: number; msWithin: number }, size: number): number {
  return Math.max(0, (msBetween - msWithin) / size)
}

/** Sums over groups of which no more is known than mean and size. */
export interface SumsOfMeans {
  groups: number
  /** sizes, which need not be whole */
  n: number
  squaredSizes: number
  /** Σ size × (mean − center)², about the mean that weighs each group by its size */
  squares: number
  center: number
}

/**
 * The same where means and sizes of groups are known and not their values, and the variance within them from elsewhere, from
 * some of the groups or more.
 *
 * Undefined: fewer than two groups, no size.
 *
 * Source: as above; where the variance within is known exactly it is the estimate of DerSimonian & Laird 1986, Controlled
 * Clinical Trials 7(3), 177–188, https://doi.org/10.1016/0197-2456(86)90046-2
 * R: metafor::rma(mean, within / size, method = "DL")$tau2
 */
export function groupVariancesOfMeans(sums: SumsOfMeans, within: number): GroupVariances | undefined {
  const { groups, n, squares, center } = sums
  const size = n > 0 ? typicalSizeOf(sums) : undefined
  if (size === undefined || !(size > 0)) return undefined
  return { between: betweenGroups({ msBetween: squares / (groups - 1), msWithin: within }, size), within, center }
}

export interface ShrunkenMean {
  n: number
  /** the group's own mean */
  own: number
  /** how much the own mean counts, 0–1: its reliability */
  weight: number
  mean: number
  /** undefined where groups do not differ: a 0 would say that the mean is certain */
  se: number | undefined
}

/**
 * Each group's mean drawn towards the mean of all, the more so the fewer people it has (empirical Bayes): the better guess of
 * where the group stands, and fit for ranking, which otherwise puts the small groups first and last.
 *
 * Assumes: groups are drawn from one normal distribution; the variances are taken as known, so the se is a little too small.
 * Undefined, one by one: a group without values; all values alike.
 *
 * Source: Efron & Morris 1975, Journal of the American Statistical Association 70(350), 311–319, https://doi.org/10.1080/01621459.1975.10479864
 * R: lambda * mean + (1 - lambda) * center, lambda = between / (between + within / n); with variances of lme4::lmer():
 * coef(lmer(score ~ 1 + (1 | group)))$group
 */
export function shrunkenMeans(
  groups: readonly (readonly number[])[],
  { between, within, center }: GroupVariances,
): (ShrunkenMean | undefined)[] {
  return groups.map((group) => {
    const own = mean(group)
    const total = between + within / group.length
    if (own === undefined || !(total > 0)) return undefined
    const weight = between / total
    const se = between > 0 ? Math.sqrt(between * (1 - weight)) : undefined
    return { n: group.length, own, weight, mean: weight * own + (1 - weight) * center, se }
  })
}
