import { tQuantile } from '#app/statistics/distributions/t-quantile'
import type { IndexValue } from '#app/trust/index-definition'
import { type DisclosurePolicy, FEWEST_FOR_SPREAD, SMALLEST_SPREAD } from './policy'

/** 97.5 % quantile of the normal distribution. */
const NORMAL = 1.959963984540054

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
 * @param half of the interval that may be told, see `toldHalf`; without it there is none
 */
export function roundValue(
  value: IndexValue,
  n: number,
  { audience, minimumGroupSize }: DisclosurePolicy,
  half?: number,
): IndexValue & ToldCount {
  const { mean, sd, se, low, high } = value
  if (audience === 'attributed') return { n, nTo: undefined, mean, sd, se, low, high }
  const band = bandOf(n, minimumGroupSize)
  return {
    n: band.n,
    nTo: band.nTo,
    mean: whole(mean),
    sd: hasToldSpread(sd, n) ? whole(sd) : undefined,
    se: undefined,
    low: half === undefined ? undefined : whole(mean - half),
    high: half === undefined ? undefined : whole(mean + half),
  }
}

function hasToldSpread(sd: number | undefined, n: number): sd is number {
  return n >= FEWEST_FOR_SPREAD && sd !== undefined && sd >= SMALLEST_SPREAD
}

/** Never minus zero. */
const whole = (number: number) => Math.round(number) + 0

/**
 * Half the width of a 95 % interval that tells neither the number of people nor a spread that is not told: as wide as for the
 * first number of their band, by their own spread where it is told (of ten people and more, from five points on), else by the one
 * that the small sides of the wave have in common (an indicative interval).
 * @param sd undefined where it may not be told
 * @param common spread within small sides, undefined where too few stand behind it
 */
export function toldHalf(
  sd: number | undefined,
  n: number,
  common: number | undefined,
  minimum: number,
): number | undefined {
  const { n: from } = bandOf(n, minimum)
  const isOwn = hasToldSpread(sd, n)
  const spread = isOwn ? sd : common
  const factor = isOwn ? tQuantile(0.975, from - 1) : NORMAL
  return spread === undefined || factor === undefined ? undefined : (factor * spread) / Math.sqrt(from)
}

/** The band of a number of people; the first one begins at the minimum and has two numbers at least. */
export function bandOf(n: number, minimum: number): ToldCount {
  if (n >= 20) return { n, nTo: undefined }
  const starts = [minimum, ...BANDS.filter((border) => border > minimum + 1)]
  const from = starts.findLast((start) => start <= n) ?? n
  const next = starts.find((start) => start > from) ?? n + 1
  return { n: from, nTo: next - 1 }
}
