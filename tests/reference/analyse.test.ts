// The command `analyse` against R, on R's own data sets (GPL): read where a copy stands, never part of the project.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { analyseAgreement } from '#app/exports/analysis/analyse-agreement'
import { analyseRegression } from '#app/exports/analysis/analyse-regression'
import { analyseReliability } from '#app/exports/analysis/analyse-reliability'
import { readTable, type Table } from '#app/exports/analysis/read-columns'
import { mean } from '#app/statistics/descriptive/mean'
import { quantile } from '#app/statistics/descriptive/quantile'
import { standardDeviation } from '#app/statistics/descriptive/standard-deviation'
import { pairedInterval } from '#app/statistics/intervals/paired-interval'
import { randomIntercept } from '#app/statistics/multilevel/random-intercept'
import { completeRows, correlationsOf, covarianceMatrix } from '#app/statistics/reliability/covariance-matrix'
import { describeReliability } from '#app/statistics/reliability/describe-reliability'
import { averageVarianceExtracted, omegaTotal } from '#app/statistics/reliability/omega-total'
import { oneFactor } from '#app/statistics/reliability/one-factor'
import { CLOSED, expectEqual, ITERATIVE, isThere, readText, readValues } from './r-values'

const hasData = isThere('bfi.csv', "analyse on R's own data sets")
const json = (name: string) => (hasData ? readValues(name) : {})

interface FactorValues {
  loadings: Record<string, number>
  uniquenesses: Record<string, number>
  omega_total_model_implied: number
}

interface Scale {
  file: string
  items: string[]
  reversed: string | string[]
  scale: [number | null, number | null]
  complete_cases: Record<string, unknown>
  pairwise: Record<string, unknown>
  covariance_complete: number[][]
  minres: FactorValues
  ml: FactorValues
  cfa: {
    standardized_loadings: object
    loadings: Record<string, number>
    residual_variances: Record<string, number>
    composite_reliability_standardized: number
    composite_reliability_unstandardized: number
    average_variance_extracted: number
    fit: Record<string, number>
  }
}

function tableOf(name: string, { file }: Scale): Table {
  const table = readTable(readText(file))
  const time = /time_(\d)$/.exec(name)?.[1]
  return time ? { ...table, rows: table.rows.filter(({ cells }) => cells.time === time) } : table
}

test.runIf(hasData)('reliability of eleven scales equals psych and lavaan', () => {
  const scales: Record<string, Scale> = json('reliability.json').scales
  expect(Object.keys(scales).length).toBe(11)
  for (const [name, scale] of Object.entries(scales)) {
    const [low, high] = scale.scale
    const options = {
      items: scale.items,
      reverse: [scale.reversed].flat(),
      range: low === null || high === null ? undefined : ([low, high] as const),
    }
    const table = tableOf(name, scale)
    const keys = ['alpha', 'standardized_alpha', 'item_rest_r', 'alpha_if_deleted', 'feldt_ci_95']
    const wanted = (values: Record<string, unknown>) =>
      Object.fromEntries(keys.filter((key) => key in values).map((key) => [key, values[key]]))
    const listwise = analyseReliability(table, { ...options, missing: 'listwise' }) as Record<string, unknown>
    expectEqual(
      listwise.complete_cases,
      { ...wanted(scale.complete_cases), mean_r: scale.complete_cases.average_r },
      CLOSED,
      name,
    )
    const pairwise = analyseReliability(table, { ...options, missing: 'pairwise' }) as Record<string, unknown>
    expectEqual(
      pairwise.pairwise,
      { ...wanted(scale.pairwise), mean_r: scale.pairwise.average_r },
      CLOSED,
      `${name} pairwise`,
    )
    expectEqual(
      listwise.one_factor_minres,
      { loadings: scale.minres.loadings, omega_total: scale.minres.omega_total_model_implied },
      ITERATIVE,
      `${name} minres`,
    )
    const { fit, ...cfa } = scale.cfa
    const { chisq, df, cfi, tli, rmsea, srmr } = fit
    expectEqual(
      listwise.one_factor_ml,
      {
        standardized_loadings: cfa.standardized_loadings,
        omega_total_unstandardized: cfa.composite_reliability_unstandardized,
        composite_reliability: cfa.composite_reliability_standardized,
        average_variance_extracted: cfa.average_variance_extracted,
        // three items fit by themselves: that is no fit, and we say so
        fit: scale.items.length > 3 ? { df, cfi, tli, rmsea, srmr } : null,
      },
      ITERATIVE,
      `${name} ml`,
    )
    if (scale.items.length > 3) {
      const ours = (listwise.one_factor_ml as { fit: { chisq: number } }).fit.chisq
      expect(Math.abs(ours - (chisq ?? 0)) / (chisq ?? 1), `${name} chisq`).toBeLessThan(ITERATIVE)
    }
  }
})

const numbersOf = (table: Table, items: readonly string[]) =>
  table.rows.map(({ cells }) => items.map((item) => (cells[item] === '' ? undefined : Number(cells[item]))))

/** Items recoded to the end of the scale at which all of them point. */
function recodedRows(table: Table, { items, reversed, scale: [low, high] }: Scale) {
  return numbersOf(table, items).map((row) =>
    row.map((value, index) =>
      value !== undefined && [reversed].flat().includes(items[index] ?? '') ? (low ?? 0) + (high ?? 0) - value : value,
    ),
  )
}

function describeItems(rows: readonly (readonly (number | undefined)[])[], items: readonly string[]) {
  const columns = items.map((_, index) => rows.map((row) => row[index]).filter((value) => value !== undefined))
  const of = (read: (values: number[]) => number | undefined) =>
    Object.fromEntries(items.map((item, index) => [item, read(columns[index] ?? [])]))
  return { n: rows.length, item_n: of((values) => values.length), item_mean: of(mean), item_sd: of(standardDeviation) }
}

test.runIf(hasData)('covariances, items and both factor solutions of eleven scales equal psych and lavaan', () => {
  const scales: Record<string, Scale> = json('reliability.json').scales
  for (const [name, scale] of Object.entries(scales)) {
    const rows = recodedRows(tableOf(name, scale), scale)
    const complete = completeRows(rows)
    const covariances = covarianceMatrix(complete) ?? []
    expectEqual(covariances, scale.covariance_complete, CLOSED, name)
    const pick = ({ n, item_n, item_mean, item_sd }: Record<string, unknown>) => ({ n, item_n, item_mean, item_sd })
    expectEqual(describeItems(complete, scale.items), pick(scale.complete_cases), CLOSED, name)
    expectEqual(describeItems(rows, scale.items), pick(scale.pairwise), CLOSED, `${name} pairwise`)
    const correlations = correlationsOf(covariances) ?? []
    for (const method of ['minres', 'ml'] as const) {
      const own = oneFactor(correlations, method)
      if (!own.ok) throw new Error(own.reason)
      const { loadings, uniquenesses, omega_total_model_implied: omega } = scale[method]
      const ours = [own.loadings, own.uniquenesses, omegaTotal(own.loadings, own.uniquenesses)]
      expectEqual(ours, [Object.values(loadings), Object.values(uniquenesses), omega], ITERATIVE, `${name} ${method}`)
      if (method === 'minres') continue
      const n = complete.length
      // lavaan's variances are those of maximum likelihood, with n instead of n − 1
      const variances = covariances.map((row, index) => ((row[index] ?? 0) * (n - 1)) / n)
      expectEqual(
        [
          own.loadings.map((loading, index) => loading * Math.sqrt(variances[index] ?? 0)),
          own.uniquenesses.map((unique, index) => unique * (variances[index] ?? 0)),
        ],
        [Object.values(scale.cfa.loadings), Object.values(scale.cfa.residual_variances)],
        ITERATIVE,
        `${name} lavaan`,
      )
    }
  }
})

interface FirstScale {
  items: string[]
  reversed: string | string[]
  scale: [number, number]
  one_factor_ml: { fit: Record<string, number> }
}

test.runIf(hasData)('reliability of four scales equals the first set of values', () => {
  const scales: Record<string, FirstScale> = json('statistics.json').reliability
  expect(Object.keys(scales).length).toBe(4)
  for (const [name, { items, reversed, scale, one_factor_ml: ml, ...expected }] of Object.entries(scales)) {
    const table = readTable(readText(name.startsWith('bfi') ? 'bfi.csv' : 'holzinger.csv'))
    const options = { items, reverse: [reversed].flat(), range: scale }
    const { one_factor_minres, ...closed } = expected as Record<string, unknown>
    const listwise = analyseReliability(table, { ...options, missing: 'listwise' }) as Record<string, unknown>
    const pairwise = analyseReliability(table, { ...options, missing: 'pairwise' }) as Record<string, unknown>
    expectEqual({ ...listwise, pairwise: pairwise.pairwise }, closed, CLOSED, name)
    expectEqual(listwise.one_factor_minres, one_factor_minres, ITERATIVE, name)
    const { chisq = Number.NaN, ...fit } = ml.fit
    expectEqual(listwise.one_factor_ml, { ...ml, fit: items.length > 3 ? fit : null }, ITERATIVE, name)
    if (items.length > 3) {
      const ours = (listwise.one_factor_ml as { fit: { chisq: number } }).fit.chisq
      expect(Math.abs(ours / chisq - 1), `${name} chisq`).toBeLessThan(ITERATIVE)
    }
  }
})

/** Share of the variance of people's means that lies between companies, by restricted likelihood. */
function iccOf({ rows }: Table, items: readonly string[]): number {
  const y = rows.map(({ cells }) => mean(items.map((item) => Number(cells[item]))) ?? Number.NaN)
  const model = randomIntercept(
    { columns: [y.map(() => 1)], y, groups: rows.map(({ cells }) => cells.COMPID ?? '') },
    'reml',
  )
  if (!model.ok) throw new Error(model.reason)
  return model.icc
}

test.runIf(hasData)('agreement in 49 companies equals multilevel', () => {
  const { icc_lmer: icc, ...items } = json('statistics.json').agreement.lq2002_leadership_items
  const table = readTable(readText('lq2002.csv'))
  expectEqual(analyseAgreement(table, { items: items.items, group: 'COMPID', options: 5 }), items, CLOSED)
  const { icc_lmer: iccOfFirst, items: _, ...single } = json('statistics.json').agreement.lq2002_first_item
  expectEqual(analyseAgreement(table, { items: ['LEAD01'], group: 'COMPID', options: 5 }), single, CLOSED)
  expectEqual([iccOf(table, items.items), iccOf(table, ['LEAD01'])], [icc, iccOfFirst], ITERATIVE)
})

/** The first set of values is on means of items that need no recoding: x of A2–A5, y of C1–C3, complete rows only. */
function bfiScores(): Table {
  const table = readTable(readText('bfi.csv'))
  const meanOf = (cells: Record<string, string>, items: string[]) =>
    items.some((item) => cells[item] === '')
      ? ''
      : String(items.reduce((sum, item) => sum + Number(cells[item]), 0) / items.length)
  const rows = table.rows.map(({ line, cells }) => ({
    line,
    cells: { ...cells, x: meanOf(cells, ['A2', 'A3', 'A4', 'A5']), y: meanOf(cells, ['C1', 'C2', 'C3']) },
  }))
  return { columns: [...table.columns, 'x', 'y'], rows }
}

describe('regression', () => {
  test.runIf(hasData)('with correlations, comparison and moderation equals the first set of values', () => {
    const { inference, moderation } = json('statistics.json')
    const report = analyseRegression(bfiScores(), {
      y: 'y',
      x: 'x',
      by: 'gender',
      moderator: 'age',
    }) as unknown as Record<string, unknown>
    const { n, ols, pearson, spearman, welch, paired, quantiles_type7: quantiles } = inference.bfi
    expectEqual(report, { n, ols, pearson, spearman, welch }, CLOSED)
    expectEqual(report.moderation, moderation.bfi, CLOSED)
    const pairs = bfiScores().rows.flatMap(({ cells: { x, y } }): [number, number][] =>
      x && y ? [[Number(x), Number(y)]] : [],
    )
    const change = pairedInterval(pairs)
    expectEqual({ ...change, ci_95: [change?.low, change?.high] }, paired, CLOSED)
    const x = pairs.map(([first]) => first)
    expectEqual(
      [0.1, 0.25, 0.5, 0.75, 0.9].map((probability) => quantile(x, probability)),
      quantiles,
      CLOSED,
    )
  })
})

test('the worked examples of reliability come out as written', () => {
  const { reliability, composite } = JSON.parse(readFileSync('tests/reference/data/worked_examples.json', 'utf8'))
  const report = describeReliability(reliability.rows)
  expectEqual(
    {
      alpha: report?.alpha,
      standardized_alpha: report?.standardizedAlpha,
      item_rest_r: report?.items.map(({ itemRest }) => itemRest),
      feldt_ci_95: [report?.feldt?.low, report?.feldt?.high],
    },
    {
      alpha: reliability.alpha,
      standardized_alpha: reliability.standardized_alpha,
      item_rest_r: reliability.item_rest_r,
      feldt_ci_95: reliability.feldt_ci_95,
    },
    CLOSED,
  )
  const uniquenesses = composite.loadings.map((loading: number) => 1 - loading ** 2)
  expectEqual(
    [omegaTotal(composite.loadings, uniquenesses), averageVarianceExtracted(composite.loadings)],
    [composite.composite_reliability, composite.average_variance_extracted],
    CLOSED,
  )
})
