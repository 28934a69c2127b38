import { variance } from './variance'

/**
 * Sample standard deviation with n − 1, in the unit of the values.
 *
 * Undefined: fewer than two values (R answers NA).
 *
 * Source: Chan, Golub & LeVeque 1983, The American Statistician 37(3), 242–247, https://doi.org/10.1080/00031305.1983.10483115
 * R: sd(x)
 */
export function standardDeviation(values: readonly number[]): number | undefined {
  const squared = variance(values)
  return squared === undefined ? undefined : Math.sqrt(squared)
}
