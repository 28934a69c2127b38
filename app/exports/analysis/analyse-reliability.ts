import { describeReliability } from '#app/statistics/reliability/describe-reliability'
import { AnalysisError, numbersOf, requireColumns, type Table } from './read-columns'

export interface ReliabilityOptions {
  items: readonly string[]
  reverse: readonly string[]
  /** ends of the scale; needed to recode reversed items */
  range: readonly [number, number] | undefined
  missing: 'listwise' | 'pairwise'
}

/** Reliability of a scale in a file, with the keys of the reference file. @throws AnalysisError */
export function analyseReliability(table: Table, { items, reverse, range, missing }: ReliabilityOptions) {
  requireColumns(table, items)
  if (items.length < 2) throw new AnalysisError('a scale has at least two items: --items A1,A2')
  const foreign = reverse.filter((name) => !items.includes(name))
  if (foreign.length > 0) throw new AnalysisError(`--reverse names ${foreign.join(', ')}, which is not among the items`)
  if (reverse.length > 0 && !range) throw new AnalysisError('--reverse needs the ends of the scale: --range 1:6')
  const columns = items.map((name) => {
    const values = numbersOf(table, name)
    if (range)
      for (const [index, value] of values.entries())
        if (value !== undefined && (value < range[0] || value > range[1]))
          throw new AnalysisError(
            `line ${table.rows[index]?.line}: ${name} is ${value}, outside of ${range[0]}–${range[1]}`,
          )
    return range && reverse.includes(name)
      ? values.map((value) => (value === undefined ? undefined : range[0] + range[1] - value))
      : values
  })
  const rows = table.rows.map((_, index) => columns.map((column) => column[index]))
  const report = describeReliability(rows, missing)
  if (!report) throw new AnalysisError('no two items were answered by two people')
  const byItem = <Value>(values: readonly Value[]) =>
    Object.fromEntries(items.map((name, index) => [name, values[index] ?? null]))
  const { minres, ml, feldt, undefinedBecause } = report
  return {
    ...{ items, reversed: reverse, scale: range ?? null, n_complete: report.nComplete, n_all: report.nAll },
    [missing === 'listwise' ? 'complete_cases' : 'pairwise']: {
      alpha: report.alpha ?? null,
      standardized_alpha: report.standardizedAlpha ?? null,
      mean_r: report.meanCorrelation ?? null,
      item_rest_r: byItem(report.items.map(({ itemRest }) => itemRest)),
      alpha_if_deleted: byItem(report.items.map(({ alphaIfDeleted }) => alphaIfDeleted)),
      feldt_ci_95: feldt ? [feldt.low, feldt.high] : null,
    },
    one_factor_minres: minres
      ? { loadings: byItem(minres.loadings), omega_total: minres.omegaTotal ?? null }
      : { undefined_because: undefinedBecause.minres },
    one_factor_ml: ml
      ? {
          standardized_loadings: byItem(ml.standardizedLoadings),
          omega_total_unstandardized: ml.omegaTotal ?? null,
          composite_reliability: ml.compositeReliability ?? null,
          average_variance_extracted: ml.averageVarianceExtracted ?? null,
          fit: ml.fit ?? null,
        }
      : { undefined_because: undefinedBecause.ml },
  }
}
