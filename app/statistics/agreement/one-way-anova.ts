import { makeRunningAnova } from './running-anova'

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
  const anova = makeRunningAnova()
  for (const group of groups) anova.addGroup(group)
  return anova.result()
}
