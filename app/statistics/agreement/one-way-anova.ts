import { mean } from '#app/statistics/descriptive/mean'

export interface OneWayAnova {
  n: number
  groups: number
  msBetween: number
  msWithin: number
}

/**
 * Mean squares between and within groups, in squared units of the values. Groups of one count.
 *
 * Undefined: fewer than two groups, or no group with two values.
 *
 * Source: Fisher 1925, Statistical Methods for Research Workers
 * R: anova(lm(y ~ factor(group)))$"Mean Sq"
 */
export function oneWayAnova(groups: readonly (readonly number[])[]): OneWayAnova | undefined {
  const filled = groups.filter((group) => group.length > 0)
  const all = filled.flat()
  const total = mean(all)
  if (total === undefined || filled.length < 2 || all.length <= filled.length) return undefined
  let [between, within] = [0, 0]
  for (const group of filled) {
    const center = mean(group) ?? 0
    between += group.length * (center - total) ** 2
    for (const value of group) within += (value - center) ** 2
  }
  return {
    ...{ n: all.length, groups: filled.length },
    msBetween: between / (filled.length - 1),
    msWithin: within / (all.length - filled.length),
  }
}
