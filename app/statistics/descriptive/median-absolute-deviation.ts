import { quantile } from './quantile'

/** Makes it the standard deviation where the values are normal: 1 / qnorm(3 / 4), as round as R has it. */
const NORMAL = 1.4826

/**
 * Median absolute deviation × 1.4826, in the unit of the values: a standard deviation that a few far-off values do not move.
 *
 * Undefined: no values (R answers NA). It is 0 as soon as more than half of the values are equal.
 *
 * Source: Hampel 1974, Journal of the American Statistical Association 69(346), 383–393, https://doi.org/10.1080/01621459.1974.10482962
 * R: mad(x)
 */
export function medianAbsoluteDeviation(values: readonly number[]): number | undefined {
  const median = quantile(values, 0.5)
  if (median === undefined) return undefined
  const deviation = quantile(
    values.map((value) => Math.abs(value - median)),
    0.5,
  )
  return deviation === undefined ? undefined : NORMAL * deviation
}
