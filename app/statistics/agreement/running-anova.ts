import { mean } from '#app/statistics/descriptive/mean'
import { typicalSizeOf } from './intraclass-correlation'
import type { OneWayAnova } from './one-way-anova'

export interface RunningAnova {
  /** All values of one more group; a group of nobody changes nothing. */
  addGroup(values: readonly number[]): void
  /** Undefined: fewer than two groups, or no group with two values. */
  result(): OneWayAnova | undefined
  groups(): number
  /** n₀ of the groups so far; undefined for fewer than two */
  typicalSize(): number | undefined
}

/**
 * A one-way analysis of variance of groups that come one after the other and are not kept: memory does not grow with them.
 *
 * Source: Chan, Golub & LeVeque 1983, The American Statistician 37(3), 242–247, https://doi.org/10.1080/00031305.1983.10483115
 * R: anova(lm(y ~ factor(group)))
 */
export function makeRunningAnova(): RunningAnova {
  let [n, groups, center, between, within, squaredSizes] = [0, 0, 0, 0, 0, 0]
  return {
    addGroup(values) {
      const own = mean(values)
      if (own === undefined) return
      const size = values.length
      const distance = own - center
      for (const value of values) within += (value - own) ** 2
      between += (distance ** 2 * n * size) / (n + size)
      center += (distance * size) / (n + size)
      squaredSizes += size ** 2
      n += size
      groups += 1
    },
    result: () =>
      groups < 2 || n <= groups
        ? undefined
        : { n, groups, msBetween: between / (groups - 1), msWithin: within / (n - groups) },
    groups: () => groups,
    typicalSize: () => typicalSizeOf({ n, groups, squaredSizes }),
  }
}
