/**
 * Arithmetic mean, in the unit of the values.
 *
 * Assumes: finite numbers. Undefined: no values (R answers NaN).
 * A second pass adds the mean of the residuals, so that a large common offset costs no digits: what R does too.
 *
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
