import { mean } from './mean'
import { standardDeviation } from './standard-deviation'

/**
 * Skewness (type 3), without unit: above 0 where the long tail is on the right, 0 where both sides are alike.
 *
 * Undefined: fewer than two values, or values that are essentially constant (R answers NA or NaN).
 *
 * Source: Joanes & Gill 1998, The Statistician 47(1), 183–189, https://doi.org/10.1111/1467-9884.00122 (b₁)
 * R: psych::skew(x, type = 3)
 */
export function skewness(values: readonly number[]): number | undefined {
  const [center, sd] = [mean(values), standardDeviation(values)]
  if (center === undefined || sd === undefined || sd <= 10 * Number.EPSILON * Math.abs(center)) return undefined
  let cubes = 0
  for (const value of values) cubes += ((value - center) / sd) ** 3
  return cubes / values.length
}
