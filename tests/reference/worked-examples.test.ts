// Small examples with the data inside, and what R answers at the borders, where a statistic is hardly defined or not at all.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { icc1, icc2 } from '#app/statistics/agreement/intraclass-correlation'
import { lindellAgreement } from '#app/statistics/agreement/lindell-agreement'
import { nullVariance } from '#app/statistics/agreement/null-variance'
import { oneWayAnova } from '#app/statistics/agreement/one-way-anova'
import { withinGroupAgreement } from '#app/statistics/agreement/within-group-agreement'
import { pearson } from '#app/statistics/correlation/pearson'
import { spearman } from '#app/statistics/correlation/spearman'
import { mean } from '#app/statistics/descriptive/mean'
import { quantile } from '#app/statistics/descriptive/quantile'
import { standardDeviation } from '#app/statistics/descriptive/standard-deviation'
import { summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { finitePopulationInterval } from '#app/statistics/intervals/finite-population-interval'
import { pairedInterval } from '#app/statistics/intervals/paired-interval'
import { testEstimate } from '#app/statistics/intervals/test-estimate'
import { welchInterval } from '#app/statistics/intervals/welch-interval'
import { simpleRegression } from '#app/statistics/regression/simple-regression'
import { covarianceMatrix } from '#app/statistics/reliability/covariance-matrix'
import { cronbachAlpha } from '#app/statistics/reliability/cronbach-alpha'
import { weightedIndexReliability } from '#app/statistics/reliability/weighted-index-reliability'
import { CLOSED, expectEqual } from './r-values'

const read = (name: string) => JSON.parse(readFileSync(`tests/reference/data/${name}`, 'utf8'))
const examples = read('worked_examples.json')
const edges: Record<string, { value?: unknown; error?: string }> = read('edge_cases.json')

test('an interval from four informants, of six invited too', () => {
  const { values, ci_95_with_6_invited: ofSix, ...expected } = examples.few_informants
  const summary = summarizeSample(values)
  if (!summary) throw new Error('four informants have a mean')
  expectEqual({ ...summary, ci_95: [summary.low, summary.high] }, expected, CLOSED)
  const { low, high } = finitePopulationInterval(summary, 6) ?? {}
  expectEqual([low, high], ofSix, CLOSED)
})

test('the reliability of an index of three scales', () => {
  const { sd, reliability, r, weights, reliability_of_index: expected } = examples.weighted_index
  const [r12, r13, r23] = r
  const parts = sd.map((one: number, index: number) => ({
    ...{ sd: one, reliability: reliability[index], weight: weights[index] },
  }))
  const correlations = [
    [1, r12, r13],
    [r12, 1, r23],
    [r13, r23, 1],
  ]
  expectEqual(weightedIndexReliability(parts, correlations), expected, CLOSED)
})

test('null variances of answers that lean to one side', () => {
  for (const { p, variance } of [
    examples.agreement.null_variance_of_7_points,
    examples.agreement.null_variance_of_5_points,
  ])
    expectEqual(nullVariance(p), variance, CLOSED)
})

const interval = (values: number[]) => {
  const { low, high } = summarizeSample(values) ?? {}
  return [low, high]
}

function welch(a: number[], b: number[]) {
  const [first, second] = [summarizeSample(a), summarizeSample(b)]
  if (!first || !second) throw new Error('samples of somebody')
  const { difference, se, df, low, high } = welchInterval(first, second)
  const { t, p } = testEstimate(difference, se, df) ?? {}
  return { all: [t, df, p, low, high], p }
}

function paired(first: number[], second: number[]) {
  const own = pairedInterval(first.map((value, index) => [value, second[index] ?? 0]))
  return { all: [own?.t, own?.df, own?.p, own?.low, own?.high], p: own?.p }
}

function line(x: number[], y: number[]) {
  const own = simpleRegression(x.map((value, index) => ({ x: value, y: y[index] ?? 0 })))
  const { intercept, slope } = own ?? {}
  return {
    coefficients: [intercept?.estimate, slope?.estimate],
    // R prints a matrix by columns: both lower limits, then both upper ones
    intervals: [intercept?.low, slope?.low, intercept?.high, slope?.high],
  }
}

const correlation = (x: number[], y: number[]) => {
  const own = pearson(x, y)
  return { r: own?.r, p: own?.p, n: own?.n ?? 0, ci: [own?.low, own?.high] }
}
const testOf = ({ r = 0, n, p }: ReturnType<typeof correlation>) => [r, r * Math.sqrt((n - 2) / (1 - r ** 2)), n - 2, p]
const alpha = (...items: number[][]) =>
  cronbachAlpha(covarianceMatrix((items[0] ?? []).map((_, person) => items.map((item) => item[person]))) ?? [])
const icc = (read: typeof icc2, ...groups: number[][]) => {
  const anova = oneWayAnova(groups)
  return anova && read(anova)
}
const rows = (...items: number[][]) => (items[0] ?? []).map((_, person) => items.map((item) => item[person] ?? 0))
const ofTwoValues = line([2, 5], [1, 3])

/** Our answer to each question; where R says NA, NaN or refuses, ours is that there is none. */
const OURS: Record<string, unknown> = {
  mean_of_none: mean([]),
  sd_of_one: standardDeviation([5]),
  sd_of_constant: standardDeviation([4, 4, 4]),
  t_ci_of_two: interval([60, 80]),
  t_ci_of_one: summarizeSample([60])?.low,
  welch_2_against_2: welch([1, 2], [4, 7]).all,
  welch_one_side_constant: welch([3, 3, 3], [1, 4, 5]).all,
  welch_both_constant: welch([3, 3], [4, 4]).p,
  welch_1_against_3: welch([3], [1, 4, 5]).p,
  welch_mean_variance_ratio_1e12: welch([1e6, 1e6 + 1, 1e6 + 2], [0, 0.001, 0.002]).all.slice(0, 3),
  paired_constant_difference: paired([1, 2, 3], [2, 3, 4]).p,
  paired_2: paired([1, 2], [3, 2.5]).all,
  pearson_n_2: correlation([1, 2], [3, 5]).r,
  pearson_test_n_3: testOf(correlation([1, 2, 4], [2, 3, 3.5])),
  pearson_test_n_2: correlation([1, 2], [3, 5]).p,
  pearson_ci_n_4: correlation([1, 2, 4, 7], [2, 3, 3.5, 3]).ci,
  pearson_constant: pearson([1, 1, 1], [1, 2, 3]),
  pearson_perfect_ci: correlation([1, 2, 3, 4], [2, 4, 6, 8]).ci,
  spearman_ties: spearman([1, 2, 2, 3, 3, 3], [5, 5, 6, 1, 7, 7])?.rho,
  ols_n_2: ofTwoValues.coefficients,
  ols_n_2_ci: ofTwoValues.intervals,
  ols_n_3: line([1, 2, 4], [1, 3, 4]).intervals,
  rwg_constant_group: withinGroupAgreement(rows([3, 3, 3]), 2),
  rwg_one_rater: [withinGroupAgreement([[3]], 2), withinGroupAgreement(rows([2, 4]), 2)],
  rwg_more_than_null_variance: withinGroupAgreement(rows([1, 5, 1, 5]), 2),
  rwg_j_constant_group: withinGroupAgreement(rows([3, 3], [2, 2]), 2),
  rwg_j_one_rater: [withinGroupAgreement([[3, 2]], 2), withinGroupAgreement(rows([2, 4], [2, 5]), 2)],
  rwg_j_more_than_null_variance: withinGroupAgreement(rows([1, 5], [1, 5]), 2),
  rwg_j_lindell_more_than_null_variance: lindellAgreement(rows([1, 5], [1, 5]), 2),
  rwg_j_one_item_constant: withinGroupAgreement(rows([3, 3, 3], [1, 2, 4]), 2),
  icc1_negative: icc(icc1, [1, 5], [2, 5], [1, 4]),
  icc2_negative: icc(icc2, [1, 5], [2, 5], [1, 4]),
  icc_groups_of_one_among_others: icc(icc1, [1, 5], [2, 5, 1], [4]),
  icc1_all_groups_of_one: icc(icc1, [1], [5], [2]),
  icc_one_group: icc(icc1, [1, 5, 2]),
  alpha_two_items: alpha([1, 2, 4, 5], [2, 2, 5, 4]),
  alpha_negative: alpha([1, 2, 4, 5], [5, 4, 1, 3], [1, 4, 2, 2]),
  alpha_constant_item_kept: alpha([1, 2, 4, 5], [3, 3, 3, 3], [1, 2, 2, 4], [2, 1, 4, 4]),
  quantile_of_one: [0, 0.25, 1].map((probability) => quantile([7], probability)),
  quantile_of_two: [0.25, 0.5, 0.9].map((probability) => quantile([3, 10], probability)),
  median_even: quantile([5, 1, 8, 2], 0.5),
}

const notDefined = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(notDefined) : typeof value === 'string' ? undefined : value

/** Where we differ on purpose, and where another test asks. */
const ELSEWHERE = {
  t_ci_of_constant: 'ours has width 0',
  ols_constant_x: 'no line, where R gives the mean',
  alpha_constant_item_is_dropped_by_psych: 'we keep the item',
  awg_constant_at_maximum: 'agreement.test.ts',
  awg_single_item: 'agreement.test.ts',
}

test('every border case is asked', () => {
  const asked = Object.keys(edges).filter((key) => !['versions', 'note'].includes(key))
  expect([...Object.keys(OURS), ...Object.keys(ELSEWHERE)].sort()).toEqual(asked.sort())
})

test.each(Object.entries(OURS))('at the border: %s', (name, ours) => {
  const { value, error } = edges[name] ?? {}
  expectEqual(notDefined(ours), error ? undefined : notDefined(value), CLOSED, name)
})

test('where we differ from R on purpose', () => {
  expect(interval([4, 4, 4])).toEqual([4, 4])
  expect(line([2, 2, 2], [1, 5, 3]).coefficients).toEqual([undefined, undefined])
  // psych leaves out the item that nobody differs on
  const { value } = edges.alpha_constant_item_is_dropped_by_psych ?? {}
  expectEqual(alpha([1, 2, 4, 5], [1, 2, 2, 4], [2, 1, 4, 4]), value, CLOSED)
})
