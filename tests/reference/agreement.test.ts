// Agreement within groups, ICCs, variances between groups and shrunken means against multilevel and lme4.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { averageDeviation } from '#app/statistics/agreement/average-deviation'
import { awg } from '#app/statistics/agreement/awg'
import { groupMeanReliability, informantsNeeded } from '#app/statistics/agreement/group-mean-reliability'
import {
  icc1,
  icc2,
  iccIntervals,
  testGroups,
  typicalGroupSize,
} from '#app/statistics/agreement/intraclass-correlation'
import { lindellAgreement } from '#app/statistics/agreement/lindell-agreement'
import { oneWayAnova } from '#app/statistics/agreement/one-way-anova'
import {
  moderatelySkewedNullVariance,
  slightlySkewedNullVariance,
  uniformNullVariance,
  withinGroupAgreement,
} from '#app/statistics/agreement/within-group-agreement'
import { mean } from '#app/statistics/descriptive/mean'
import { quantile } from '#app/statistics/descriptive/quantile'
import { randomIntercept } from '#app/statistics/multilevel/random-intercept'
import { groupVariances, shrunkenMeans } from '#app/statistics/multilevel/shrunken-means'
import { CLOSED, expectEqual, expectSameDigits, ITERATIVE, isThere, readRows, readValues } from './r-values'

interface Agreement {
  rwg?: Record<string, number | null>
  rwg_j?: Record<string, number | null>
  rwg_j_lindell?: Record<string, number | null>
}

interface Lmer {
  between: number
  within: number
  icc: number
  grand_mean: number
  loglik: number
  singular: boolean
}

interface Aggregation {
  n: number
  groups: number
  group_size: Record<string, number>
  mean_group_size: number
  n0: number
  icc1: number
  icc2: number
  icc1_with_n0: number
  icc1_f_ci_95: [number, number]
  icc2_f_ci_95: [number, number]
  pooled_within_sd: number
  eta_squared: number
  group_mean: Record<string, number>
  anova: Record<
    'ss_between' | 'ss_within' | 'df_between' | 'df_within' | 'ms_between' | 'ms_within' | 'f' | 'p',
    number
  >
  shrunken: { tau2: number } & Record<'lambda' | 'mean' | 'se', Record<string, number>>
  shrunken_lmer: { mean: Record<string, number> }
  lmer_reml: Lmer
  lmer_ml: Lmer
}

const NULLS = {
  uniform: uniformNullVariance,
  slightly_skewed: slightlySkewedNullVariance,
  moderately_skewed: moderatelySkewedNullVariance,
}

type Set = {
  file: string
  items: string[]
  group: string
  scale: [number, number]
  null_variances: Record<keyof typeof NULLS, number>
  n_complete: number
  awg: Record<string, number | null>
  ad_mean: Record<string, number | null>
  summary: Record<keyof typeof NULLS, { mean: number; median: number; 'share_at_least_.7': number }>
  aggregation: Aggregation
} & Record<keyof typeof NULLS, Agreement>

const hasValues = isThere('agreement.json', "agreement in six of R's own data sets")
const sets: [string, Set][] = hasValues ? Object.entries(readValues('agreement.json').sets) : []

/** Complete rows of items, by group. */
function readGroups({ file, items, group }: Set): Map<string, number[][]> {
  const groups = new Map<string, number[][]>()
  for (const row of readRows(file)) {
    if (items.some((item) => (row[item] ?? '') === '')) continue
    const name = row[group] ?? ''
    groups.set(name, [...(groups.get(name) ?? []), items.map((item) => Number(row[item]))])
  }
  return groups
}

const byGroup = <Value>(groups: Map<string, number[][]>, read: (rows: number[][]) => Value) =>
  Object.fromEntries([...groups].map(([name, rows]) => [name, read(rows)]))

test.runIf(hasValues)('six sets of values are there', () => {
  expect(sets.length).toBe(6)
})

test.each(sets)('%s: agreement within each group equals multilevel', (_, set) => {
  const groups = readGroups(set)
  const [low, high] = set.scale
  expect([...groups.values()].flat().length).toBe(set.n_complete)
  for (const [name, nullVarianceOf] of Object.entries(NULLS) as [keyof typeof NULLS, (options: number) => number][]) {
    const nullVariance = nullVarianceOf(high - low + 1)
    expectEqual(nullVariance, set.null_variances[name], CLOSED, name)
    const ours = byGroup(groups, (rows) => withinGroupAgreement(rows, nullVariance))
    const { rwg, rwg_j, rwg_j_lindell } = set[name]
    const wanted = rwg_j ?? rwg ?? {}
    expect(Object.keys(wanted).length).toBe(groups.size)
    expectEqual(ours, wanted, CLOSED, name)
    if (rwg_j_lindell)
      expectEqual(
        byGroup(groups, (rows) => lindellAgreement(rows, nullVariance)),
        rwg_j_lindell,
        CLOSED,
        `${name} Lindell`,
      )
    const values = Object.values(ours).filter((value) => value !== undefined)
    const { mean: center, median, 'share_at_least_.7': share } = set.summary[name]
    expectEqual(mean(values), center, CLOSED, name)
    expectEqual(quantile(values, 0.5), median, CLOSED, name)
    expectEqual(values.filter((value) => value >= 0.7).length / values.length, share, CLOSED, name)
  }
  expect(Object.keys(set.awg).length).toBe(groups.size)
  expectEqual(
    byGroup(groups, (rows) => awg(rows, { low, high })),
    set.awg,
    CLOSED,
    'awg',
  )
  expectEqual(byGroup(groups, averageDeviation), set.ad_mean, CLOSED, 'AD')
})

/** Means, variances and ICCs of named groups of scores, in closed form. */
function expectAggregation(scores: Map<string, number[]>, expected: Aggregation): void {
  const groups = [...scores.values()]
  const named = <Value>(values: readonly Value[]) =>
    Object.fromEntries([...scores.keys()].map((name, index) => [name, values[index]]))
  const anova = oneWayAnova(groups)
  const size = typicalGroupSize(groups.map((group) => group.length))
  const difference = anova && testGroups(anova)
  const intervals = anova && iccIntervals(anova)
  const variances = groupVariances(groups)
  if (!anova || !difference || !intervals || !variances) throw new Error('these groups have an analysis of variance')
  const { f, dfBetween, dfWithin, p } = difference
  const shrunken = shrunkenMeans(groups, variances)
  const [ssBetween, ssWithin] = [anova.msBetween * dfBetween, anova.msWithin * dfWithin]
  expectSameDigits(p, expected.anova.p)
  expectEqual(
    {
      ...{ n: anova.n, groups: anova.groups, mean_group_size: anova.n / anova.groups, n0: size },
      ...{ icc1: icc1(anova), icc2: icc2(anova), icc1_with_n0: icc1(anova, size) },
      icc1_f_ci_95: [intervals.icc1.low, intervals.icc1.high],
      icc2_f_ci_95: [intervals.icc2.low, intervals.icc2.high],
      pooled_within_sd: Math.sqrt(anova.msWithin),
      eta_squared: ssBetween / (ssBetween + ssWithin),
      group_size: named(groups.map((group) => group.length)),
      group_mean: named(groups.map(mean)),
      anova: {
        ...{ ss_between: ssBetween, ss_within: ssWithin, df_between: dfBetween, df_within: dfWithin },
        ...{ ms_between: anova.msBetween, ms_within: anova.msWithin, f, p },
      },
      shrunken: {
        tau2: variances.between,
        lambda: named(shrunken.map((one) => one?.weight)),
        mean: named(shrunken.map((one) => one?.mean)),
        se: named(shrunken.map((one) => one?.se)),
      },
    },
    {
      ...Object.fromEntries(
        Object.entries(expected).filter(([key]) => !['shrunken_lmer', 'lmer_reml', 'lmer_ml', 'calls'].includes(key)),
      ),
      shrunken: { ...expected.shrunken, definition: undefined },
    },
    CLOSED,
  )
}

/** The same by likelihood. */
function expectLmer(scores: Map<string, number[]>, expected: Aggregation): void {
  const y = [...scores.values()].flat()
  const data = {
    columns: [y.map(() => 1)],
    y,
    groups: [...scores].flatMap(([name, values]) => values.map(() => name)),
  }
  for (const method of ['reml', 'ml'] as const) {
    const model = randomIntercept(data, method)
    if (!model.ok) throw new Error(model.reason)
    expectEqual(
      {
        ...{ between: model.betweenVariance, within: model.residualVariance, icc: model.icc },
        ...{ grand_mean: model.terms[0]?.estimate, loglik: model.logLikelihood, singular: model.isSingular },
      },
      expected[`lmer_${method}`],
      ITERATIVE,
      method,
    )
    if (method === 'ml') continue
    const { betweenVariance: between, residualVariance: within, terms } = model
    const shrunken = shrunkenMeans([...scores.values()], { between, within, center: terms[0]?.estimate ?? Number.NaN })
    expectEqual(
      Object.fromEntries([...scores.keys()].map((name, index) => [name, shrunken[index]?.mean])),
      expected.shrunken_lmer.mean,
      ITERATIVE,
      'shrunken',
    )
  }
}

const scoresOf = (set: Set) =>
  new Map([...readGroups(set)].map(([name, rows]) => [name, rows.map((row) => mean(row) ?? 0)]))

test.each(sets)('%s: analysis of variance, ICCs with both sizes, intervals and shrunken means', (_, set) => {
  expectAggregation(scoresOf(set), set.aggregation)
})

test.each(sets)('%s: variances, likelihoods and shrunken means equal lmer()', (_, set) => {
  expectLmer(scoresOf(set), set.aggregation)
})

const examples = JSON.parse(readFileSync('tests/reference/data/worked_examples.json', 'utf8'))
const edges = JSON.parse(readFileSync('tests/reference/data/edge_cases.json', 'utf8'))

test('the worked examples of agreement and aggregation come out as written', () => {
  const { agreement } = examples
  const { values, group: groupOf, ...aggregation } = examples.aggregation
  const rowsOf = (group: number) =>
    agreement.rows.filter((_: number[], index: number) => agreement.group[index] === group)
  const nullVariance = uniformNullVariance(agreement.options)
  for (const [index, group] of [1, 2].entries()) {
    expectEqual(withinGroupAgreement(rowsOf(group), nullVariance), agreement.rwg_j_uniform[index], CLOSED)
    expectEqual(lindellAgreement(rowsOf(group), nullVariance), agreement.rwg_j_lindell[index], CLOSED)
    expectEqual(averageDeviation(rowsOf(group)), agreement.ad_mean[index], CLOSED)
  }
  const scores = new Map<string, number[]>()
  for (const [index, value] of values.entries()) {
    const name = String(groupOf[index])
    scores.set(name, [...(scores.get(name) ?? []), value])
  }
  expectAggregation(scores, aggregation)
  expectLmer(scores, aggregation)
})

test('at the borders agreement is what R says', () => {
  expectEqual(
    lindellAgreement(
      [
        [1, 1],
        [5, 5],
      ],
      2,
    ),
    edges.rwg_j_lindell_more_than_null_variance.value,
    CLOSED,
  )
  const range = { low: 1, high: 5 }
  expectEqual(
    awg(
      [
        [5, 4],
        [5, 5],
      ],
      range,
    ),
    edges.awg_constant_at_maximum.value,
    CLOSED,
  )
  expectEqual([awg([[1], [2], [5]], range), awg([[3], [3], [3]], range)], edges.awg_single_item.value, CLOSED)
})

test('the reliability of a mean grows with the people: λ of an ICC of .30', () => {
  const published = { 1: 0.3, 2: 0.462, 3: 0.562, 5: 0.682, 6: 0.72, 8: 0.774, 10: 0.811 }
  for (const [n, value] of Object.entries(published))
    expect(Math.abs((groupMeanReliability(0.3, Number(n)) ?? 0) - value)).toBeLessThan(0.001)
  expect(informantsNeeded(0.3, 0.7)).toBe(6)
})
