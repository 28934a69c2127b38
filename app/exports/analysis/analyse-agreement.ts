import { icc1, icc2 } from '#app/statistics/agreement/intraclass-correlation'
import { oneWayAnova } from '#app/statistics/agreement/one-way-anova'
import {
  slightlySkewedNullVariance,
  uniformNullVariance,
  withinGroupAgreement,
} from '#app/statistics/agreement/within-group-agreement'
import { mean } from '#app/statistics/descriptive/mean'
import { summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { completeRows } from '#app/statistics/reliability/covariance-matrix'
import { AnalysisError, numbersOf, requireColumns, type Table } from './read-columns'

export interface AgreementOptions {
  items: readonly string[]
  /** the column that says who belongs together */
  group: string
  /** how many answers each item offers */
  options: number
}

/** Agreement within groups, with the keys of the reference file; rows with a missing item are left out. @throws AnalysisError */
export function analyseAgreement(table: Table, { items, group, options }: AgreementOptions) {
  requireColumns(table, [...items, group])
  if (items.length === 0) throw new AnalysisError('name the items: --items A1,A2')
  if (!Number.isInteger(options) || options < 2)
    throw new AnalysisError('--options is the number of answers, 2 and more')
  const columns = items.map((name) => numbersOf(table, name))
  const groups = new Map<string, number[][]>()
  for (const [index, { cells, line }] of table.rows.entries()) {
    const name = cells[group] ?? ''
    if (name === '') throw new AnalysisError(`line ${line}: ${group} is empty`)
    const [row] = completeRows([columns.map((column) => column[index])])
    if (!row) continue
    const own = groups.get(name)
    if (own) own.push(row)
    else groups.set(name, [row])
  }
  requireOptions(table, items, columns, options)
  const scores = new Map([...groups].map(([name, rows]) => [name, rows.map((row) => mean(row) ?? 0)]))
  const anova = oneWayAnova([...scores.values()])
  if (!anova) throw new AnalysisError('two groups are needed, and one of them with two people')
  const summaries = new Map([...scores].map(([name, values]) => [name, summarizeSample(values)]))
  const skewed = slightlySkewedNullVariance(options)
  const byGroup = <Value>(read: (name: string) => Value) =>
    Object.fromEntries([...groups.keys()].map((name) => [name, read(name) ?? null]))
  const agreement = (nullVariance: number) =>
    byGroup((name) => withinGroupAgreement(groups.get(name) ?? [], nullVariance))
  return {
    ...{ items, group, options, n: anova.n, groups: anova.groups },
    uniform_null_variance: uniformNullVariance(options),
    slightly_skewed_null_variance: skewed ?? null,
    rwg_uniform: agreement(uniformNullVariance(options)),
    rwg_slightly_skewed: skewed === undefined ? null : agreement(skewed),
    group_size: byGroup((name) => groups.get(name)?.length),
    icc1: icc1(anova) ?? null,
    icc2: icc2(anova) ?? null,
    anova: {
      ms_between: anova.msBetween,
      ms_within: anova.msWithin,
      df_between: anova.groups - 1,
      df_within: anova.n - anova.groups,
    },
    group_mean: byGroup((name) => summaries.get(name)?.mean),
    group_sd: byGroup((name) => summaries.get(name)?.sd),
    t_ci_95: byGroup((name) => {
      const { low, high } = summaries.get(name) ?? {}
      return low === undefined || high === undefined ? undefined : [low, high]
    }),
  }
}

/** Answers that lie further apart than the options reach would give agreement of another scale. */
function requireOptions(
  { rows }: Table,
  items: readonly string[],
  columns: readonly (readonly (number | undefined)[])[],
  options: number,
): void {
  const given = columns.flatMap((column, item) =>
    column.flatMap((value, row) => (value === undefined ? [] : [{ value, item: items[item], line: rows[row]?.line }])),
  )
  const [first] = given
  if (!first) return
  const lowest = given.reduce((least, one) => (one.value < least.value ? one : least), first)
  const highest = given.reduce((most, one) => (one.value > most.value ? one : most), first)
  if (highest.value - lowest.value > options - 1)
    throw new AnalysisError(
      `line ${highest.line}: ${highest.item} is ${highest.value}, line ${lowest.line}: ${lowest.item} is ${lowest.value}; ${options} options do not reach so far`,
    )
}
