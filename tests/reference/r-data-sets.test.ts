// R's own data sets (GPL): read where a copy stands beside the project or THIQA_GOLDEN names it, never part of the project.
import { expect, test } from 'vitest'
import { summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { welchInterval } from '#app/statistics/intervals/welch-interval'
import { isThere, readRows, readValues } from './r-values'

const hasData = isThere('lq2002.csv', "the tests on R's own data sets")

const close = (actual: number | undefined, expected: number) =>
  expect(Math.abs((actual ?? Number.NaN) - expected) / Math.max(1, Math.abs(expected))).toBeLessThan(1e-9)

/** Leadership score (mean of eleven items) of each soldier, by company. */
function readCompanies(): Map<string, number[]> {
  const companies = new Map<string, number[]>()
  for (const { COMPID = '', ...items } of readRows('lq2002.csv')) {
    const values = Object.values(items).map(Number)
    const score = values.reduce((sum, value) => sum + value, 0) / values.length
    companies.set(COMPID, [...(companies.get(COMPID) ?? []), score])
  }
  return companies
}

test.runIf(hasData)('means and 95 % intervals of 49 companies equal t.test()', () => {
  const { groups } = readValues('inference.json').group_means_large
  const companies = readCompanies()
  expect(Object.keys(groups).length).toBe(companies.size)
  for (const [company, expected] of Object.entries<{
    n: number
    mean: number
    sd: number
    se: number
    ci_95: [number, number]
  }>(groups)) {
    const summary = summarizeSample(companies.get(company) ?? [])
    expect(summary?.n).toBe(expected.n)
    for (const [actual, wanted] of [
      [summary?.mean, expected.mean],
      [summary?.sd, expected.sd],
      [summary?.se, expected.se],
      [summary?.low, expected.ci_95[0]],
      [summary?.high, expected.ci_95[1]],
    ] as const)
      close(actual, wanted)
  }
})

test.runIf(hasData)('Welch comparisons of two companies equal t.test(a, b)', () => {
  const { comparisons } = readValues('inference.json').two_groups
  const companies = readCompanies()
  expect(comparisons.length).toBeGreaterThan(0)
  for (const { groups, welch } of comparisons) {
    const [a, b] = groups.map((company: number) => summarizeSample(companies.get(String(company)) ?? []))
    const own = welchInterval(a, b)
    close(own.difference, welch.difference)
    close(own.se, welch.se)
    close(own.df, welch.df)
    close(own.low, welch.ci_95[0])
    close(own.high, welch.ci_95[1])
  }
})
