import { standardDeviation } from '#app/statistics/descriptive/standard-deviation'
import type { ItemRow } from '#app/statistics/reliability/covariance-matrix'

/**
 * IRV: the standard deviation of one person's raw answers over the items, in scale points; near 0 where the person put the same
 * everywhere. Items must share one scale. Missing answers are left out.
 *
 * Undefined: fewer than two answers.
 *
 * Source: Dunn et al. 2018, Journal of Business and Psychology 33, 105–121, https://doi.org/10.1007/s10869-016-9479-0
 * R: careless::irv(x)
 */
export function responseVariability(answers: ItemRow): number | undefined {
  return standardDeviation(answers.filter((answer) => answer !== undefined))
}
