import { mean } from './mean'

/**
 * Sample variance with n − 1, in squared units of the values.
 *
 * Assumes: finite numbers. Undefined: fewer than two values (R answers NA). Constant values: 0.
 * Corrected two-pass algorithm: the textbook form Σx² − n·x̄² loses all digits when the spread is small beside the mean.
 *
 * Source: Chan, Golub & LeVeque 1983, The American Statistician 37(3), 242–247, https://doi.org/10.1080/00031305.1983.10483115
 * R: var(x)
 */
export function variance(values: readonly number[]): number | undefined {
  const center = mean(values)
  if (center === undefined || values.length < 2) return undefined
  let squares = 0
  let residuals = 0
  for (const value of values) {
    squares += (value - center) ** 2
    residuals += value - center
  }
  return Math.max(0, squares - residuals ** 2 / values.length) / (values.length - 1)
}
