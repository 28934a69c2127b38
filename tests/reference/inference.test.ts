// Means, comparisons, correlations, regressions and quantiles against R, on R's own data sets (GPL): read where a copy stands.
import { expect, test } from 'vitest'
import { testGroups } from '#app/statistics/agreement/intraclass-correlation'
import { oneWayAnova } from '#app/statistics/agreement/one-way-anova'
import { benjaminiHochberg } from '#app/statistics/comparison/benjamini-hochberg'
import { holm } from '#app/statistics/comparison/holm'
import { standardizedDifference } from '#app/statistics/comparison/standardized-difference'
import { welchAnova } from '#app/statistics/comparison/welch-anova'
import { covariance } from '#app/statistics/correlation/covariance'
import { pearson } from '#app/statistics/correlation/pearson'
import { spearman } from '#app/statistics/correlation/spearman'
import { kurtosis } from '#app/statistics/descriptive/kurtosis'
import { mean } from '#app/statistics/descriptive/mean'
import { medianAbsoluteDeviation } from '#app/statistics/descriptive/median-absolute-deviation'
import { quantile } from '#app/statistics/descriptive/quantile'
import { skewness } from '#app/statistics/descriptive/skewness'
import { type SampleSummary, summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { variance } from '#app/statistics/descriptive/variance'
import { pairedInterval } from '#app/statistics/intervals/paired-interval'
import { pooledInterval } from '#app/statistics/intervals/pooled-interval'
import { testEstimate } from '#app/statistics/intervals/test-estimate'
import { type MeanComparison, welchInterval } from '#app/statistics/intervals/welch-interval'
import { wilsonInterval } from '#app/statistics/intervals/wilson-interval'
import { modelFit } from '#app/statistics/regression/model-fit'
import { multipleRegression } from '#app/statistics/regression/multiple-regression'
import { predictAt } from '#app/statistics/regression/predict-at'
import { predictRow } from '#app/statistics/regression/predict-row'
import { simpleRegression } from '#app/statistics/regression/simple-regression'
import { CLOSED, expectEqual, expectSameDigits, isThere, readRows, readValues, withoutWords } from './r-values'

const hasData = isThere('inference.json', "means, comparisons and regressions on R's own data sets")
const golden = hasData ? readValues('inference.json') : {}
const numbersOf = (row: Record<string, string>, names: readonly string[]) =>
  names.map((name) => ((row[name] ?? '') === '' ? undefined : Number(row[name])))
const meanOf = (row: Record<string, string>, names: readonly string[]) =>
  mean(numbersOf(row, names).filter((value) => value !== undefined)) ?? Number.NaN
const columns = (prefix: string, count: number, digits = 1) =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(digits, '0')}`)

/** Means of the items of complete rows, by group. */
function readGroups(file: string, group: string, items: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const row of readRows(file)) {
    if (numbersOf(row, items).includes(undefined)) continue
    const name = row[group] ?? ''
    groups.set(name, [...(groups.get(name) ?? []), meanOf(row, items)])
  }
  return groups
}

const companies = hasData ? readGroups('lq2002.csv', 'COMPID', columns('LEAD', 11, 2)) : new Map<string, number[]>()
const company = (name: unknown) => companies.get(String(name)) ?? []
const summary = (values: readonly number[]): SampleSummary => {
  const own = summarizeSample(values)
  if (!own) throw new Error('a sample of somebody has a summary')
  return own
}

test.runIf(hasData).each([
  ['group_means', 'cohesion.csv', 'GROUP', columns('COH', 5, 2)],
  ['group_means_large', 'lq2002.csv', 'COMPID', columns('LEAD', 11, 2)],
])('%s: means with 90, 95 and 99 %% intervals equal t.test()', (name, file, group, items) => {
  const groups = readGroups(file, group, items)
  const expected = golden[name].groups
  expect(Object.keys(expected).length).toBe(groups.size)
  const at = (values: number[], level: number) => {
    const { low, high } = summarizeSample(values, level) ?? {}
    return [low, high]
  }
  const ours = [...groups].map(([key, values]) => [
    key,
    { ...summarizeSample(values), ci_90: at(values, 0.9), ci_95: at(values, 0.95), ci_99: at(values, 0.99) },
  ])
  expectEqual(Object.fromEntries(ours), expected, CLOSED, name)
})

/** As R prints a t test. */
function describe({ difference, se, df, low, high }: MeanComparison) {
  const { t, p } = testEstimate(difference, se, df) ?? {}
  return { difference, se, t, df, p, ci_95: [low, high] }
}

function expectComparison(a: readonly number[], b: readonly number[], expected: Record<string, { p: number }>): void {
  const [first, second] = [summary(a), summary(b)]
  const ours = {
    welch: {
      ...describe(welchInterval(first, second)),
      ...{ n: [first.n, second.n], mean: [first.mean, second.mean], sd: [first.sd, second.sd] },
    },
    pooled: describe(pooledInterval(first, second)),
  }
  expectEqual(ours, withoutWords(expected), CLOSED)
  expectSameDigits(ours.welch.p, expected.welch?.p ?? Number.NaN)
  expectSameDigits(ours.pooled.p, expected.pooled?.p ?? Number.NaN)
}

test.runIf(hasData)('comparisons of two companies equal t.test(), Welch and pooled', () => {
  expect(golden.two_groups.comparisons.length).toBe(4)
  for (const { groups, ...expected } of golden.two_groups.comparisons)
    expectComparison(company(groups[0]), company(groups[1]), expected)
})

/** Scale scores with the half rule, from items 1–6 of which some are reversed. */
function scoreOf(row: Record<string, string>, items: readonly string[], reversed: readonly string[]) {
  const points = items.flatMap((item) => {
    const [value] = numbersOf(row, [item])
    return value === undefined ? [] : [reversed.includes(item) ? 7 - value : value]
  })
  return points.length * 2 < items.length ? undefined : mean(points)
}

const countAnswered = (row: Record<string, string>, items: readonly string[]) =>
  numbersOf(row, items).filter((value) => value !== undefined).length

const bfi = hasData
  ? readRows('bfi.csv').map((row) => ({
      ...{ a: scoreOf(row, columns('A', 5), ['A1']), c: scoreOf(row, columns('C', 5), ['C4', 'C5']) },
      ...{ age: Number(row.age), gender: Number(row.gender) },
      answered: { a: countAnswered(row, columns('A', 5)), c: countAnswered(row, columns('C', 5)) },
    }))
  : []
const both = bfi.flatMap(({ a, c, age, gender }) => (a === undefined || c === undefined ? [] : [{ a, c, age, gender }]))

test.runIf(hasData)('so does a comparison of 2,797 people', () => {
  const of = (gender: number) => bfi.flatMap((row) => (row.gender === gender && row.a !== undefined ? [row.a] : []))
  const { file: _, score: __, ...expected } = golden.two_groups_bfi
  expectComparison(of(1), of(2), expected)
})

const democracy = hasData
  ? readRows('political_democracy.csv').map((row) => ({
      y60: meanOf(row, ['y1', 'y2', 'y3', 'y4']),
      y65: meanOf(row, ['y5', 'y6', 'y7', 'y8']),
      ind: meanOf(row, ['x1', 'x2', 'x3']),
    }))
  : []

test.runIf(hasData)('a change of 75 countries equals t.test(paired = TRUE)', () => {
  const ours = pairedInterval(democracy.map(({ y60, y65 }) => [y65, y60]))
  expectEqual({ ...ours, ci_95: [ours?.low, ours?.high] }, withoutWords(golden.paired.result), CLOSED)
})

const hostility = () =>
  readRows('lq2002_scales.csv').map((row) => ({
    x: meanOf(row, columns('TSIG', 3, 2)),
    y: meanOf(row, columns('HOSTIL', 5, 2)),
  }))

test.runIf(hasData).each<[string, () => { x: number; y: number }[]]>([
  ['bfi_agreeableness_conscientiousness', () => both.map(({ a, c }) => ({ x: a, y: c }))],
  ['lq2002_tsig_hostile', hostility],
  ['democracy', () => democracy.map(({ y60, y65 }) => ({ x: y60, y: y65 }))],
])('%s: Pearson, Spearman and their intervals equal cor.test()', (name, read) => {
  const pairs = read()
  const [x, y] = [pairs.map((pair) => pair.x), pairs.map((pair) => pair.y)]
  const expected = golden.correlations[name]
  const [linear, ranks] = [pearson(x, y), spearman(x, y)]
  if (!linear || !ranks) throw new Error('these differ')
  const { n, r, low, high, p } = linear
  expectEqual(
    {
      n,
      pearson: { r, t: r * Math.sqrt((n - 2) / (1 - r ** 2)), df: n - 2, p, ci_95: [low, high] },
      spearman: {
        ...{ rho: ranks.rho, p: ranks.p, ci_95_bonett_wright: [ranks.low, ranks.high] },
        ci_95_fisher: [ranks.fisher?.low, ranks.fisher?.high],
      },
    },
    withoutWords({ ...expected, score: undefined }),
    CLOSED,
  )
  expectSameDigits(p, expected.pearson.p)
  expectSameDigits(ranks.p, expected.spearman.p)
  // the covariance is that of which r is the standardized one
  expectEqual(covariance(x, y), r * Math.sqrt((variance(x) ?? 0) * (variance(y) ?? 0)), CLOSED)
})

interface RegressionValues {
  coefficients: Record<string, { estimate: number; se: number; t: number; p: number; ci_95: [number, number] }>
  predictions: { at: Record<string, number>; fit: number; mean_ci_95: number[]; prediction_ci_95: number[] }[]
  f_p: number
}

const product = ({ y60 = 0, ind = 0 }: Record<string, number>) => y60 * ind

test.runIf(hasData).each<[string, () => Record<string, number>[], string, string[]]>([
  ['democracy_simple', () => democracy, 'y65', ['ind']],
  ['democracy_multiple', () => democracy, 'y65', ['y60', 'ind']],
  ['democracy_interaction', () => democracy, 'y65', ['y60', 'ind', 'y60:ind']],
  ['bfi_multiple', () => both, 'a', ['c', 'age', 'gender']],
])('%s: coefficients, fit and predictions equal lm()', (name, read, outcome, predictors) => {
  const expected: RegressionValues = golden.regressions[name]
  const rowOf = (values: Record<string, number>) => [
    1,
    ...predictors.map((predictor) => (predictor === 'y60:ind' ? product(values) : (values[predictor] ?? Number.NaN))),
  ]
  const rows = read().map(rowOf)
  const y = read().map((values) => values[outcome] ?? Number.NaN)
  const model = multipleRegression(
    ['(Intercept)', ...predictors].map((_, column) => rows.map((row) => row[column] ?? Number.NaN)),
    y,
  )
  if (!model.ok) throw new Error(model.reason)
  const fit = modelFit(model)
  const names = ['(Intercept)', ...predictors]
  const coefficients = model.terms.map(({ low, high, ...term }, index) => [
    names[index],
    { ...term, ci_95: [low, high] },
  ])
  expectEqual(
    {
      ...{ n: model.n, coefficients: Object.fromEntries(coefficients), vcov: model.covariances },
      ...{ r_squared: model.rSquared, adjusted_r_squared: fit?.adjustedRSquared, residual_sd: model.residualSd },
      ...{ df_residual: fit?.dfResidual, f: fit?.f, f_df: [fit?.dfModel, fit?.dfResidual], f_p: fit?.p },
      ...{ aic: fit?.aic, loglik: fit?.logLikelihood },
      predictions: expected.predictions.map(({ at }) => {
        const { fit: value, mean: band, prediction } = predictRow(model, rowOf(at))
        return {
          ...{ at, fit: value, mean_ci_95: [band?.low, band?.high] },
          prediction_ci_95: [prediction?.low, prediction?.high],
        }
      }),
    },
    withoutWords({ ...expected, variables: undefined }),
    CLOSED,
    name,
  )
  expectSameDigits(fit?.p, expected.f_p)
  for (const [index, term] of Object.values(expected.coefficients).entries())
    expectSameDigits(model.terms[index]?.p, term.p)
})

test.runIf(hasData)('the line through two columns is the same by its own formulas, with its predictions', () => {
  const { coefficients, predictions, r_squared, residual_sd } = golden.regressions.democracy_simple
  const line = simpleRegression(democracy.map(({ ind, y65 }) => ({ x: ind, y: y65 })))
  if (!line) throw new Error('ind differs')
  expectEqual(
    [line.intercept.estimate, line.slope.estimate, line.slope.se, line.slope.low, line.slope.high],
    [
      ...[coefficients['(Intercept)'].estimate, coefficients.ind.estimate, coefficients.ind.se],
      ...coefficients.ind.ci_95,
    ],
    CLOSED,
  )
  expectEqual([line.rSquared, line.residualSd], [r_squared, residual_sd], CLOSED)
  for (const { at, fit, mean_ci_95, prediction_ci_95 } of predictions) {
    const ours = predictAt(line, at.ind)
    expectEqual(
      [ours.fit, ours.mean?.low, ours.mean?.high, ours.prediction?.low, ours.prediction?.high],
      [fit, ...mean_ci_95, ...prediction_ci_95],
      CLOSED,
    )
  }
})

test.runIf(hasData)('49 companies: Welch and classical analysis of variance equal oneway.test() and anova()', () => {
  const { welch_anova: welch, anova: classical } = golden.further
  const ours = welchAnova([...companies.values()].map(summary))
  if (!ours.ok) throw new Error(ours.reason)
  expectEqual([ours.groups, ours.f, ours.dfBetween, ours.dfWithin], [welch.groups, welch.f, ...welch.df], CLOSED)
  expectSameDigits(ours.p, welch.p)
  const anova = oneWayAnova([...companies.values()])
  const own = anova && testGroups(anova)
  expectEqual([own?.f, own?.dfBetween, own?.dfWithin], [classical.f, ...classical.df], CLOSED)
  expectSameDigits(own?.p, classical.p)
})

test.runIf(hasData)('standardized differences, shares and adjusted p-values equal R', () => {
  const { first_two_groups: two, wilson, benjamini_hochberg, holm: byHolm } = golden.further
  const [a, b] = [summary(company(two.groups[0])), summary(company(two.groups[1]))]
  const { d = Number.NaN, g = Number.NaN } = standardizedDifference(a, b) ?? {}
  expectEqual([d, g], [two.cohen_d_pooled, two.hedges_g], CLOSED)
  // the usual approximation of the correction is as good as the exact one, by gamma functions
  expect(Math.abs(g / d - two.hedges_factor_exact)).toBeLessThan(1e-4)
  expect(wilson.length).toBe(5)
  for (const { x, n, ci_95 } of wilson) {
    const { low, high } = wilsonInterval(x, n) ?? {}
    expectEqual([low, high], ci_95, CLOSED, `${x} of ${n}`)
  }
  expectEqual(benjaminiHochberg(benjamini_hochberg.p), benjamini_hochberg.adjusted, CLOSED)
  expectEqual(holm(benjamini_hochberg.p), byHolm.adjusted, CLOSED)
})

test.runIf(hasData).each([
  ['bfi_age', () => bfi.map(({ age }) => age)],
  ['democracy_y60', () => democracy.map(({ y60 }) => y60)],
] as const)('%s: quantiles and shape equal R', (name, read) => {
  const values = read()
  expectEqual(
    {
      value: [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1].map((probability) => quantile(values, probability)),
      ...{ skewness_type3: skewness(values), kurtosis_type3: kurtosis(values) },
      ...{ mad: medianAbsoluteDeviation(values), var: variance(values) },
    },
    withoutWords({ ...golden.quantiles[name], column: undefined }),
    CLOSED,
  )
})

const hasScores = isThere('bfi_scores.csv', 'the scale scores of people with missing answers')

test.runIf(hasScores)('scores of people with missing answers equal R', () => {
  const rows = readRows('bfi_scores.csv')
  expect(rows.length).toBeGreaterThan(400)
  for (const row of rows) {
    const own = bfi[Number(row.row) - 1]
    for (const scale of ['a', 'c'] as const) {
      const score = own?.[scale]
      const wanted = ['answered', 'score', 'index'].map((value) => row[`${scale}_${value}`] ?? '')
      expectEqual(
        [own?.answered[scale], score, score === undefined ? undefined : ((score - 1) / 5) * 100],
        wanted.map((value) => (value === '' ? null : Number(value))),
        CLOSED,
        `${row.row} ${scale}`,
      )
    }
  }
})
