import { mean } from './mean'
import { standardDeviation } from './standard-deviation'

/**
 * Excess kurtosis (type 3), without unit: above 0 where the tails are heavier than those of a normal distribution.
 *
 * Undefined: fewer than two values, or values that are essentially constant (R answers NA or NaN).
 *
 * Source: Joanes & Gill 1998, The Statistician 47(1), 183–189, https://doi.org/10.1111/1467-9884.00122 (b₂)
 * R: psych::kurtosi(x, type = 3)
 */
export function kurtosis(values: readonly number[]): number | undefined {
  const [center, sd] = [mean(values), standardDeviation(values)]
  if (center === undefined || sd === undefined || sd <= 10 * Number.EPSILON * Math.abs(center)) return undefined
  let fourths = 0
  for (const value of values) fourths += ((value - center) / sd) ** 4
  return fourths / values.length - 3
}
