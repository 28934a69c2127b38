import { normalQuantile } from '#app/statistics/distributions/normal-quantile'
import { logDeterminant } from '#app/statistics/regression/log-determinant'
import { multipleRegression } from '#app/statistics/regression/multiple-regression'
import { goldenSection } from './golden-section'

export interface GroupedRows {
  /** the fixed part, as for `multipleRegression`: a column of ones first */
  columns: readonly (readonly number[])[]
  y: readonly number[]
  /** to which group each row belongs */
  groups: readonly (string | number)[]
}

/** A fixed effect; the interval is Wald's, from the normal distribution. */
export interface FixedEffect {
  estimate: number
  se: number
  t: number
  low: number
  high: number
}

export type RandomIntercept =
  | {
      ok: true
      n: number
      groups: number
      /** in the order of the columns */
      terms: FixedEffect[]
      /** between groups and within them, in squared units of y */
      betweenVariance: number
      residualVariance: number
      /** share of the variance that lies between groups, 0–1 */
      icc: number
      /** of the restricted likelihood for `reml`: comparable between models with the same columns only */
      logLikelihood: number
      /** the best variance between groups is 0: the data hold no sign that groups differ */
      isSingular: boolean
    }
  /**
   * `few`: less than two groups, no group with two rows, no residual degree of freedom, or too few for a level of 1;
   * `collinear`: a column that the others make up; `no-spread`: rows that do not differ within groups
   */
  | { ok: false; reason: 'few' | 'collinear' | 'no-spread' }

/** Ratio of the two variances, between to within, as natural logarithm: from 10⁻⁸ to 10⁸. */
const [LOWEST, HIGHEST, STEPS] = [Math.log(1e-8), Math.log(1e8), 74]

/**
 * Linear model with one intercept per group: y = columns · effects + group + rest, group and rest normal.
 *
 * - `reml`: restricted maximum likelihood, variances corrected for the fixed effects estimated; the usual one.
 * - `ml`: maximum likelihood; for comparing models that differ in their columns.
 *
 * The deviance is profiled down to the ratio of the two variances: for a given ratio, subtracting a share of the group's mean
 * from each row makes rows independent, and least squares do the rest. The best ratio is looked for on a grid and then by
 * golden section; 0 is a candidate of its own.
 *
 * Assumes: independent groups, equal variances, about normal. Undefined (with the reason): see `RandomIntercept`.
 *
 * Source: Bates, Mächler, Bolker & Walker 2015, Journal of Statistical Software 67(1), https://doi.org/10.18637/jss.v067.i01;
 * the subtraction: Fuller & Battese 1973, Journal of the American Statistical Association 68, 626–632
 * R: lme4::lmer(y ~ x + (1 | group), REML = TRUE | FALSE); confint(method = "Wald")
 */
export function randomIntercept(data: GroupedRows, method: 'reml' | 'ml', level = 0.95): RandomIntercept {
  const n = data.y.length
  const sizes = countRows(data.groups)
  const z = normalQuantile(1 - (1 - level) / 2)
  if (sizes.size < 2 || sizes.size >= n || n <= data.columns.length || z === undefined)
    return { ok: false, reason: 'few' }
  const fitAt = prepareFit(data, sizes, method)
  const pooled = fitAt(0)
  if (!pooled) return { ok: false, reason: 'collinear' }
  const highest = data.y.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (!(pooled.residualVariance > (10 * Number.EPSILON * highest) ** 2)) return { ok: false, reason: 'no-spread' }

  const devianceAt = (logRatio: number) => fitAt(Math.exp(logRatio))?.deviance ?? Number.POSITIVE_INFINITY
  const step = (HIGHEST - LOWEST) / STEPS
  const deviances = Array.from({ length: STEPS + 1 }, (_, index) => devianceAt(LOWEST + index * step))
  const lowest = deviances.indexOf(Math.min(...deviances))
  // ever better towards an infinite ratio: nothing is left within the groups
  if (lowest === STEPS || lowest < 0) return { ok: false, reason: 'no-spread' }
  const place = LOWEST + lowest * step
  const found = Math.exp(goldenSection(devianceAt, Math.max(LOWEST, place - step), place + step))
  const inside = fitAt(found)
  const isSingular = !inside || pooled.deviance <= inside.deviance
  const best = isSingular ? pooled : inside
  const ratio = isSingular ? 0 : found
  return {
    ...{ ok: true, n, groups: sizes.size, isSingular },
    terms: best.estimates.map(({ estimate, se }) => ({
      ...{ estimate, se, t: estimate / se },
      ...{ low: estimate - z * se, high: estimate + z * se },
    })),
    betweenVariance: ratio * best.residualVariance,
    residualVariance: best.residualVariance,
    icc: ratio / (1 + ratio),
    logLikelihood: -best.deviance / 2,
  }
}

function countRows(groups: readonly (string | number)[]): Map<string | number, number> {
  const sizes = new Map<string | number, number>()
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  return sizes
}

interface Fit {
  deviance: number
  residualVariance: number
  estimates: { estimate: number; se: number }[]
}

/** The best fit for a given ratio of the variances; undefined for columns that make each other up. */
function prepareFit(
  { columns, y, groups }: GroupedRows,
  sizes: ReadonlyMap<string | number, number>,
  method: 'reml' | 'ml',
): (ratio: number) => Fit | undefined {
  const n = y.length
  const count = columns.length
  const divisor = method === 'reml' ? n - count : n
  const meanOfGroups = (values: readonly number[]) => {
    const sums = new Map<string | number, number>()
    for (const [row, group] of groups.entries()) sums.set(group, (sums.get(group) ?? 0) + (values[row] ?? 0))
    return groups.map((group) => (sums.get(group) ?? 0) / (sizes.get(group) ?? 1))
  }
  const [yMeans, columnMeans] = [meanOfGroups(y), columns.map(meanOfGroups)]
  const rowSizes = groups.map((group) => sizes.get(group) ?? 1)
  return (ratio) => {
    const shares = rowSizes.map((size) => 1 - 1 / Math.sqrt(1 + size * ratio))
    const reduce = (values: readonly number[], means: readonly number[]) =>
      values.map((value, row) => value - (shares[row] ?? 0) * (means[row] ?? 0))
    const model = multipleRegression(
      columns.map((column, index) => reduce(column, columnMeans[index] ?? [])),
      reduce(y, yMeans),
    )
    if (!model.ok) return undefined
    const residualVariance = (model.residualSd ** 2 * (n - count)) / divisor
    const correction = Math.sqrt((n - count) / divisor)
    let deviance = divisor * (1 + Math.log(2 * Math.PI * residualVariance))
    for (const size of sizes.values()) deviance += Math.log1p(size * ratio)
    if (method === 'reml') {
      const unscaled = model.covariances.map((row) => row.map((value) => value / model.residualSd ** 2))
      // of a perfect fit nothing is left to compare
      deviance -= logDeterminant(unscaled) ?? Number.NaN
    }
    const estimates = model.terms.map(({ estimate, se }) => ({ estimate, se: se * correction }))
    return { deviance, residualVariance, estimates }
  }
}
