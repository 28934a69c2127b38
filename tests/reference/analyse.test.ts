// The command `analyse` against R, on R's own data sets (GPL): read where a copy stands, never part of the project.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { analyseAgreement } from '#app/exports/analysis/analyse-agreement'
import { analyseRegression } from '#app/exports/analysis/analyse-regression'
import { analyseReliability } from '#app/exports/analysis/analyse-reliability'
import { readTable, type Table } from '#app/exports/analysis/read-columns'
import { describeReliability } from '#app/statistics/reliability/describe-reliability'
import { averageVarianceExtracted, omegaTotal } from '#app/statistics/reliability/omega-total'
import { CLOSED, expectEqual, ITERATIVE, isThere, readText, readValues } from './r-values'

const hasData = isThere('bfi.csv', "analyse on R's own data sets")
const json = (name: string) => (hasData ? readValues(name) : {})

interface Scale {
  file: string
  items: string[]
  reversed: string | string[]
  scale: [number | null, number | null]
  complete_cases: Record<string, unknown>
  pairwise: Record<string, unknown>
  minres: { loadings: object; omega_total_model_implied: number }
  ml: object
  cfa: {
    standardized_loadings: object
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
    expectEqual(pairwise.pairwise, wanted(scale.pairwise), CLOSED, `${name} pairwise`)
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

test.runIf(hasData)('agreement in 49 companies equals multilevel', () => {
  const { icc_lmer: _, ...items } = json('statistics.json').agreement.lq2002_leadership_items
  const table = readTable(readText('lq2002.csv'))
  expectEqual(analyseAgreement(table, { items: items.items, group: 'COMPID', options: 5 }), items, CLOSED)
  const { icc_lmer: __, items: ___, ...single } = json('statistics.json').agreement.lq2002_first_item
  expectEqual(analyseAgreement(table, { items: ['LEAD01'], group: 'COMPID', options: 5 }), single, CLOSED)
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
    const { n, ols, pearson, spearman } = inference.bfi
    expectEqual(report, { n, ols, pearson, spearman }, CLOSED)
    const { coefficients, se, r_squared, vcov, p } = moderation.bfi
    expectEqual(report.moderation, { coefficients, se, r_squared, vcov, p }, CLOSED)
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
