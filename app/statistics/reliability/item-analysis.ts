import type { Matrix } from './covariance-matrix'
import { cronbachAlpha, sumOf } from './cronbach-alpha'

export interface ItemAnalysis {
  /** correlation of the item with the sum of the others; undefined where one of both has no variance */
  itemRest: number | undefined
  /** alpha of the others; undefined for two items */
  alphaIfDeleted: number | undefined
}

/**
 * How each item goes with the rest of its scale.
 *
 * Source: Nunnally & Bernstein 1994, Psychometric Theory, 3rd ed., ch. 8
 * R: psych::alpha(x)$item.stats$r.drop; $alpha.drop$raw_alpha
 */
export function analyseItems(covariances: Matrix): ItemAnalysis[] {
  return covariances.map((row, item) => {
    const own = row[item] ?? 0
    const others = covariances
      .filter((_, index) => index !== item)
      .map((other) => other.filter((_, index) => index !== item))
    const shared = row.reduce((sum, value) => sum + value, 0) - own
    const scale = Math.sqrt(own * sumOf(others))
    return { itemRest: scale > 0 ? shared / scale : undefined, alphaIfDeleted: cronbachAlpha(others) }
  })
}
