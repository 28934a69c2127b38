import { mean } from '#app/statistics/descriptive/mean'

/**
 * Sample covariance with n − 1, in units of x times units of y. Pairs are read up to the end of the shorter list.
 *
 * Assumes: finite numbers. Undefined: fewer than two pairs (R answers NA).
 *
 * Source: Chan, Golub & LeVeque 1983, The American Statistician 37(3), 242–247, https://doi.org/10.1080/00031305.1983.10483115
 * R: cov(x, y)
 */
export function covariance(x: readonly number[], y: readonly number[]): number | undefined {
  const n = Math.min(x.length, y.length)
  const [centerX, centerY] = [mean(x.slice(0, n)), mean(y.slice(0, n))]
  if (n < 2 || centerX === undefined || centerY === undefined) return undefined
  let products = 0
  for (let index = 0; index < n; index += 1) products += ((x[index] ?? 0) - centerX) * ((y[index] ?? 0) - centerY)
  return products / (n - 1)
}
