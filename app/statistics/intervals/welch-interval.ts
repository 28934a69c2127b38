import { tInterval } from './t-interval'

/** What a comparison needs to know of a sample; an `sd` goes with two or more values. */
export interface Sample {
  n: number
  mean: number
  sd: number | undefined
  /** where values weigh differently, see `SampleSummary`; it stands for n in the standard error, not in the degrees of freedom */
  effectiveN?: number | undefined
}

export interface MeanComparison {
  /** a − b */
  difference: number
  se: number | undefined
  df: number | undefined
  low: number | undefined
  high: number | undefined
  /** why there is no interval: a sample of one value, or no spread in either sample */
  undefinedBecause?: 'too-few' | 'constant'
}

/**
 * Difference of two independent means (a − b) with Welch's interval, in the unit of the values.
 *
 * Assumes: independent samples with about normal means; equal variances are *not* assumed.
 * Undefined: standard error and interval if a sample has one value; df and interval if both samples are essentially
 * constant (standard error below 10 ε of the larger mean, the bound at which R's t.test refuses). The difference always stands.
 *
 * Source: Welch 1947, Biometrika 34(1–2), 28–35, https://doi.org/10.1093/biomet/34.1-2.28;
 * Satterthwaite 1946, Biometrics Bulletin 2(6), 110–114, https://doi.org/10.2307/3002019
 * R: t.test(a, b, conf.level = level)
 */
export function welchInterval(a: Sample, b: Sample, level = 0.95): MeanComparison {
  const difference = a.mean - b.mean
  const unknown = { difference, se: undefined, df: undefined, low: undefined, high: undefined }
  if (a.n < 2 || b.n < 2 || a.sd === undefined || b.sd === undefined) return { ...unknown, undefinedBecause: 'too-few' }
  const squaredErrorA = a.sd ** 2 / (a.effectiveN ?? a.n)
  const squaredErrorB = b.sd ** 2 / (b.effectiveN ?? b.n)
  const se = Math.sqrt(squaredErrorA + squaredErrorB)
  if (se <= 10 * Number.EPSILON * Math.max(Math.abs(a.mean), Math.abs(b.mean))) {
    return { ...unknown, se, undefinedBecause: 'constant' }
  }
  // (A + B)² / (A²/(n−1) + B²/(n−1)) divided through by (A + B)²: very small variances do not underflow
  const shareA = squaredErrorA / (squaredErrorA + squaredErrorB)
  const df = 1 / (shareA ** 2 / (a.n - 1) + (1 - shareA) ** 2 / (b.n - 1))
  const interval = tInterval(difference, se, df, level)
  return { difference, se, df, low: interval?.low, high: interval?.high }
}
