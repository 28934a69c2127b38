import { mean } from '#app/statistics/descriptive/mean'
import { fQuantile } from '#app/statistics/distributions/f-quantile'
import type { Interval } from '#app/statistics/intervals/t-interval'

export interface IntraclassCorrelation {
  value: number
  /** undefined where the sides agree to the last digit, and where the approximation finds no degrees of freedom to speak of */
  interval: Interval | undefined
}

export interface IntraclassTwoWay {
  /** ICC(A,1): whether the sides say the same; a side that answers higher throughout lowers it */
  agreement: IntraclassCorrelation
  /** ICC(C,1): whether the sides say the same but for such a constant difference */
  consistency: IntraclassCorrelation
}

/**
 * Intraclass correlations where each row was judged by the same sides, which can be told apart. Negative values are kept;
 * of a handful of rows ICC(A,1) can fall below −1.
 * @param rows relationships × sides, complete
 *
 * Assumes: independent rows, equal variances, about normal (for the intervals; that of ICC(A,1) is Satterthwaite's
 * approximation). Undefined: fewer than two rows or two sides, rows of different length, values that do not differ.
 *
 * Source: McGraw & Wong 1996, Psychological Methods 1(1), 30–46, https://doi.org/10.1037/1082-989X.1.1.30
 * R: psych::ICC(x, lmer = FALSE): Single_random_raters, Single_fixed_raters
 */
export function intraclassTwoWay(rows: readonly (readonly number[])[], level = 0.95): IntraclassTwoWay | undefined {
  const [n, k] = [rows.length, rows[0]?.length ?? 0]
  const center = mean(rows.flat())
  if (n < 2 || k < 2 || center === undefined || rows.some((row) => row.length !== k)) return undefined
  const rowMeans = rows.map((row) => mean(row) ?? 0)
  const sideMeans = Array.from({ length: k }, (_, side) => mean(rows.map((row) => row[side] ?? 0)) ?? 0)
  const squares = (values: readonly number[]) => values.reduce((sum, value) => sum + value ** 2, 0)
  const msRows = (k * squares(rowMeans.map((value) => value - center))) / (n - 1)
  const msSides = (n * squares(sideMeans.map((value) => value - center))) / (k - 1)
  const residuals = rows.flatMap((row, index) =>
    row.map((value, side) => value - (rowMeans[index] ?? 0) - (sideMeans[side] ?? 0) + center),
  )
  const parts = { n, k, msRows, msSides, msRest: squares(residuals) / ((n - 1) * (k - 1)) }
  const consistent = msRows + (k - 1) * parts.msRest
  const absolute = consistent + (k * (msSides - parts.msRest)) / n
  if (!(consistent > 0 && absolute > 0)) return undefined
  const agreement = (msRows - parts.msRest) / absolute
  return {
    agreement: { value: agreement, interval: agreementInterval(parts, agreement, level) },
    consistency: { value: (msRows - parts.msRest) / consistent, interval: consistencyInterval(parts, level) },
  }
}

interface Parts {
  n: number
  k: number
  msRows: number
  msSides: number
  msRest: number
}

function agreementInterval({ n, k, msRows, msSides, msRest }: Parts, icc: number, level: number): Interval | undefined {
  const f = msSides / msRest
  const a = k * icc * f
  const b = n * (1 + (k - 1) * icc) - k * icc
  const df = ((k - 1) * (n - 1) * (a + b) ** 2) / ((n - 1) * a ** 2 + b ** 2)
  const above = fQuantile(1 - (1 - level) / 2, n - 1, df)
  const below = fQuantile(1 - (1 - level) / 2, df, n - 1)
  if (!(msRest > 0) || above === undefined || below === undefined) return undefined
  if (!Number.isFinite(above) || !Number.isFinite(below)) return undefined
  const rest = k * msSides + (k * n - k - n) * msRest
  return {
    low: (n * (msRows - above * msRest)) / (above * rest + n * msRows),
    high: (n * (below * msRows - msRest)) / (rest + n * below * msRows),
  }
}

function consistencyInterval({ n, k, msRows, msRest }: Parts, level: number): Interval | undefined {
  const [df, dfRest] = [n - 1, (n - 1) * (k - 1)]
  const above = fQuantile(1 - (1 - level) / 2, df, dfRest)
  const below = fQuantile(1 - (1 - level) / 2, dfRest, df)
  if (!(msRest > 0) || above === undefined || below === undefined) return undefined
  const [low, high] = [msRows / msRest / above, (msRows / msRest) * below]
  return { low: (low - 1) / (low + k - 1), high: (high - 1) / (high + k - 1) }
}
