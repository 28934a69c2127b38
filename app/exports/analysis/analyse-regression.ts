import { pearson } from '#app/statistics/correlation/pearson'
import { spearman } from '#app/statistics/correlation/spearman'
import { mean } from '#app/statistics/descriptive/mean'
import { summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { tTwoSided } from '#app/statistics/distributions/t-tails'
import { welchInterval } from '#app/statistics/intervals/welch-interval'
import { multipleRegression } from '#app/statistics/regression/multiple-regression'
import { predictAt } from '#app/statistics/regression/predict-at'
import { simpleRegression } from '#app/statistics/regression/simple-regression'
import { AnalysisError, numbersOf, requireColumns, type Table } from './read-columns'

export interface RegressionOptions {
  y: string
  x: string
  /** a column of groups: the line in each, and y compared where there are two */
  by: string | undefined
  /** a column of numbers on which the slope may depend */
  moderator: string | undefined
}

interface Pair {
  x: number
  y: number
  group: string
  z: number | undefined
}

/** A line of y on x with what goes with it, keys of the reference file; rows with a missing value are left out. @throws AnalysisError */
export function analyseRegression(table: Table, { y, x, by, moderator }: RegressionOptions) {
  requireColumns(table, [y, x, ...(by ? [by] : []), ...(moderator ? [moderator] : [])])
  const [xs, ys] = [numbersOf(table, x), numbersOf(table, y)]
  const zs = moderator ? numbersOf(table, moderator) : undefined
  const pairs = table.rows.flatMap(({ cells }, index): Pair[] => {
    const [a, b, z] = [xs[index], ys[index], zs?.[index]]
    if (a === undefined || b === undefined || (zs && z === undefined)) return []
    return [{ x: a, y: b, z, group: by ? (cells[by] ?? '') : '' }]
  })
  const whole = describeLine(pairs)
  if (!whole) throw new AnalysisError(NO_LINE)
  const groups = [...new Set(pairs.map(({ group }) => group))].sort()
  const [first, second] = groups.map((group) => pairs.filter((pair) => pair.group === group))
  return {
    ...{ y, x, ...whole },
    ...(by && {
      by: Object.fromEntries(
        groups.map((group) => {
          const own = pairs.filter((pair) => pair.group === group)
          return [group, describeLine(own) ?? { n: own.length, undefined_because: NO_LINE }]
        }),
      ),
      ...(groups.length === 2 && { welch: compare(first ?? [], second ?? []) }),
    }),
    ...(moderator && { moderation: describeModeration(pairs, centerOf(xs), centerOf(zs ?? [])) }),
  }
}

const NO_LINE = 'a line needs two points with different values of x'

/** @returns undefined where there is no line */
function describeLine(pairs: readonly Pair[]) {
  const line = simpleRegression(pairs)
  if (!line) return undefined
  const { intercept, slope, n } = line
  const [xs, ys] = [pairs.map((pair) => pair.x), pairs.map((pair) => pair.y)]
  const at = [xs.reduce((a, b) => Math.min(a, b), Infinity), line.meanX, xs.reduce((a, b) => Math.max(a, b), -Infinity)]
  const t = slope.se ? slope.estimate / slope.se : undefined
  const r = pearson(xs, ys)
  return {
    n,
    ols: {
      intercept: intercept.estimate,
      slope: slope.estimate,
      se_slope: slope.se ?? null,
      t: t ?? null,
      p: t === undefined ? null : (tTwoSided(t, n - 2) ?? null),
      ci_slope_95: slope.low === undefined ? null : [slope.low, slope.high],
      r_squared: line.rSquared ?? null,
      residual_sd: line.residualSd ?? null,
      prediction: {
        at,
        fit_ci: at.map((value) => {
          const { fit, mean: band } = predictAt(line, value)
          return [fit, band?.low ?? null, band?.high ?? null]
        }),
      },
    },
    pearson: r ? { r: r.r, ci_95: r.low === undefined ? null : [r.low, r.high], p: r.p ?? null } : null,
    spearman: spearman(xs, ys)?.rho ?? null,
  }
}

function compare(a: readonly Pair[], b: readonly Pair[]) {
  const [first, second] = [summarizeSample(a.map(({ y }) => y)), summarizeSample(b.map(({ y }) => y))]
  if (!first || !second) return null
  const { difference, se, df, low, high } = welchInterval(first, second)
  const t = se ? difference / se : undefined
  return {
    ...{ difference, t: t ?? null, df: df ?? null },
    p: t === undefined || df === undefined ? null : (tTwoSided(t, df) ?? null),
    ci_95: low === undefined ? null : [low, high],
  }
}

/** Mean of all values that a column has, also in rows that lack another one. */
function centerOf(values: readonly (number | undefined)[]): number {
  return mean(values.filter((value) => value !== undefined)) ?? 0
}

function describeModeration(pairs: readonly Pair[], centerX: number, centerZ: number) {
  const xs = pairs.map(({ x }) => x - centerX)
  const zs = pairs.map(({ z }) => (z ?? 0) - centerZ)
  const columns = [pairs.map(() => 1), xs, zs, xs.map((value, index) => value * (zs[index] ?? 0))]
  const model = multipleRegression(
    columns,
    pairs.map(({ y }) => y),
  )
  if (!model.ok)
    throw new AnalysisError(
      model.reason === 'few' ? 'a moderator needs five rows and more' : 'the moderator says nothing beside x',
    )
  const names = ['(Intercept)', 'x', 'z', 'x:z']
  const of = (read: 'estimate' | 'se' | 'p') =>
    Object.fromEntries(names.map((name, index) => [name, model.terms[index]?.[read] ?? null]))
  return {
    ...{ model: 'y ~ x * z, both centred', n: model.n, coefficients: of('estimate'), se: of('se'), p: of('p') },
    ci_95: Object.fromEntries(names.map((name, index) => [name, [model.terms[index]?.low, model.terms[index]?.high]])),
    r_squared: model.rSquared ?? null,
    vcov: model.covariances,
  }
}
