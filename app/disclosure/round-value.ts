import type { IndexValue } from '#app/trust/index-definition'
import type { DisclosurePolicy } from './policy'

/** Borders of the bands in which small numbers of people are told. */
const BANDS = [3, 5, 10, 20] as const

/** A number of people as it may be told: exact from 20 on, a band from `n` to `nTo` below. */
export interface ToldCount {
  n: number
  nTo: number | undefined
}

/**
 * Whole points and bands, so that a few people's answers cannot be reckoned back from mean, spread and number together.
 * The standard error would give the number of people away. Where people agreed to be seen by company, nothing is rounded.
 */
export function roundValue(
  value: IndexValue,
  n: number,
  { audience, minimumGroupSize }: DisclosurePolicy,
): IndexValue & ToldCount {
  if (audience === 'attributed') return { ...value, n, nTo: undefined }
  const whole = (number: number | undefined) => (number === undefined ? undefined : Math.round(number) + 0)
  const { mean, sd, low, high } = value
  return {
    ...{ mean: Math.round(mean) + 0, sd: whole(sd), se: undefined, low: whole(low), high: whole(high) },
    ...bandOf(n, minimumGroupSize),
  }
}

/** The band of a number of people; the first one begins at the minimum and has two numbers at least. */
export function bandOf(n: number, minimum: number): ToldCount {
  if (n >= 20) return { n, nTo: undefined }
  const starts = [minimum, ...BANDS.filter((border) => border > minimum + 1)]
  const from = starts.findLast((start) => start <= n) ?? n
  const next = starts.find((start) => start > from) ?? n + 1
  return { n: from, nTo: next - 1 }
}
