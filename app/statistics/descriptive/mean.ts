/**
 * Arithmetic mean, in the unit of the values.
 *
 * Assumes: finite numbers. Undefined: no values (R answers NaN).
 * A second pass adds the mean of the residuals, so that a large common offset costs no digits: what R does too.
 *
 * Source: Chan, Golub & LeVeque 1983, The American Statistician 37(3), 242–247, https://doi.org/10.1080/00031305.1983.10483115
 * R: mean(x)
 */
export function mean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined
  let sum = 0
  for (const value of values) sum += value
  const first = sum / values.length
  let residuals = 0
  for (const value of values) residuals += value - first
  return first + residuals / values.length
}
