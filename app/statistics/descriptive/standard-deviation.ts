import { variance } from './variance'

/**
 * Sample standard deviation with n − 1, in the unit of the values.
 *
 * Undefined: fewer than two values (R answers NA).
 *
 * R: sd(x)
 */
export function standardDeviation(values: readonly number[]): number | undefined {
  const squared = variance(values)
  return squared === undefined ? undefined : Math.sqrt(squared)
}
