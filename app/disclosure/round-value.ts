import type { SampleSummary } from '#app/statistics/descriptive/summarize-sample'
import { tQuantile } from '#app/statistics/distributions/t-quantile'
import type { IndexValue } from '#app/trust/index-definition'
import { type DisclosurePolicy, FEWEST_FOR_SPREAD, SMALLEST_SPREAD } from './policy'

/** 97.5 % quantile of the normal distribution: intervals that do not come from a side's own spread are made with it. */
export const NORMAL = 1.959963984540054

/** From so many people on an interval by their own spread is one to go by. */
const FEWEST_FOR_OWN_INTERVAL = 4

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
 * @param halves of the interval that may be told, see `toldHalf`; without it there is none; of the indicative one
 */
export function roundValue(
  value: IndexValue,
  n: number,
  { audience, minimumGroupSize }: DisclosurePolicy,
  { half, indicative }: ToldHalves = {},
): IndexValue & ToldCount & { indicative: number | undefined } {
  const { mean, sd, se, low, high, effectiveN } = value
  if (audience === 'attributed') return { n, nTo: undefined, mean, sd, se, low, high, indicative, effectiveN }
  const band = bandOf(n, minimumGroupSize)
  return {
    n: band.n,
    nTo: band.nTo,
    mean: whole(mean),
    sd: hasToldSpread(sd, n) ? whole(sd) : undefined,
    se: undefined,
    low: half === undefined ? undefined : whole(mean - half),
    high: half === undefined ? undefined : whole(mean + half),
    indicative: indicative === undefined ? undefined : whole(indicative),
  }
}

function hasToldSpread(sd: number | undefined, n: number): sd is number {
  return n >= FEWEST_FOR_SPREAD && sd !== undefined && sd >= SMALLEST_SPREAD
}

export interface ToldHalves {
  half?: number | undefined
  indicative?: number | undefined
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
  if (!hasToldSpread(sd, n)) return normalHalf(common, [from])
  const factor = tQuantile(0.975, from - 1)
  return factor === undefined ? undefined : (factor * sd) / Math.sqrt(from)
}

function normalHalf(spread: number | undefined, sizes: readonly number[]): number | undefined {
  return spread === undefined ? undefined : NORMAL * spread * Math.sqrt(sizes.reduce((sum, n) => sum + 1 / n, 0))
}

/**
 * Half of a 95 % interval by what the sides of a wave have in common: of a mean of so many people, or of the difference of two.
 * Of a difference between two waves it is the smallest reliable change (Jacobson & Truax 1991, of means of different size:
 * Maassen 2004): with the reliability λ = τ² / (τ² + σ² / n) of a mean over n people, sd² (1 − λ) is σ² / n.
 */
export function indicativeHalf(
  common: number | undefined,
  sizes: readonly number[],
  { audience, minimumGroupSize }: DisclosurePolicy,
): number | undefined {
  return normalHalf(common, audience === 'attributed' ? sizes : sizes.map((n) => bandOf(n, minimumGroupSize).n))
}

/** Whether so few stand behind a mean that the interval by what sides have in common is told, as an indicative one. */
export function isIndicative(sd: number | undefined, n: number, { audience }: DisclosurePolicy): boolean {
  return audience === 'attributed' ? n < FEWEST_FOR_OWN_INTERVAL : !hasToldSpread(sd, n)
}

/** Of the intervals that may be told of a mean. @param common see `toldHalf` */
export function halvesOfMean(
  { sd, n, effectiveN }: Pick<SampleSummary, 'n' | 'sd' | 'effectiveN'>,
  common: number | undefined,
  policy: DisclosurePolicy,
): ToldHalves {
  return {
    half: toldHalf(sd, n, common, policy.minimumGroupSize),
    indicative: isIndicative(sd, n, policy) ? indicativeHalf(common, [effectiveN ?? n], policy) : undefined,
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
