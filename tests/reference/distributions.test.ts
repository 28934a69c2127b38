// Distribution functions and quantiles against R, far tails too.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { betaTails } from '#app/statistics/distributions/beta-tails'
import { chiSquaredTails } from '#app/statistics/distributions/chi-squared-tails'
import { fQuantile } from '#app/statistics/distributions/f-quantile'
import { fTails } from '#app/statistics/distributions/f-tails'
import { normalQuantile } from '#app/statistics/distributions/normal-quantile'
import { normalTails } from '#app/statistics/distributions/normal-tails'
import { tQuantile } from '#app/statistics/distributions/t-quantile'
import { tTails } from '#app/statistics/distributions/t-tails'
import type { Tails } from '#app/statistics/distributions/tails'
import { tInterval } from '#app/statistics/intervals/t-interval'

const tables = JSON.parse(readFileSync('tests/reference/data/distributions.json', 'utf8'))

/** Relative distance; near the smallest doubles R and we both round, so values below 1e-290 count as equal. */
const distance = (actual: number | undefined, expected: number) =>
  actual !== undefined && Math.abs(actual) < 1e-290 && Math.abs(expected) < 1e-290
    ? 0
    : Math.abs((actual ?? Number.POSITIVE_INFINITY) - expected) / Math.max(Math.abs(expected), Number.MIN_VALUE)

test.each<[string, (...point: number[]) => Tails | undefined]>([
  ['t_cdf', (t = 0, df = 0) => tTails(t, df)],
  ['f_cdf', (f = 0, df1 = 0, df2 = 0) => fTails(f, df1, df2)],
  ['chisq_cdf', (x = 0, df = 0) => chiSquaredTails(x, df)],
  ['normal_cdf', (z = 0) => normalTails(z)],
  ['beta_cdf', (x = 0, a = 0, b = 0) => betaTails(x, a, b)],
])('both tails of %s equal R to a relative 1e-10', (name, tails) => {
  const rows = tables[name].rows as number[][]
  expect(rows.length).toBeGreaterThan(10)
  for (const row of rows) {
    const [upper = Number.NaN, lower = Number.NaN] = [row.at(-1), row.at(-2)]
    const ours = tails(...row.slice(0, -2))
    expect(distance(ours?.lower, lower), `${name} ${row} lower`).toBeLessThan(1e-10)
    expect(distance(ours?.upper, upper), `${name} ${row} upper`).toBeLessThan(1e-10)
  }
})

// qf() itself is up to 4e-8 off in the far lower tail: qf(0.001, 1, 30) is 1.59719160445938e-6 (mpmath, 40 digits), R says
// …160564. What holds there is the next test: put back into the distribution function, the quantile gives its probability.
test.each<[string, number, (...point: number[]) => number | undefined]>([
  ['t_quantile', 1e-10, (p = 0, df = 0) => tQuantile(p, df)],
  ['f_quantile', 1e-7, (p = 0, df1 = 0, df2 = 0) => fQuantile(p, df1, df2)],
  ['normal_quantile', 1e-10, (p = 0) => normalQuantile(p)],
])('%s equals R to a relative %f', (name, tolerance, quantile) => {
  const rows = tables[name].rows as number[][]
  expect(rows.length).toBeGreaterThan(10)
  for (const row of rows)
    expect(distance(quantile(...row.slice(0, -1)), row.at(-1) ?? Number.NaN), `${name} ${row}`).toBeLessThan(tolerance)
})

test('a quantile of F, put back, gives its probability', () => {
  for (const [p = 0, df1 = 0, df2 = 0] of tables.f_quantile.rows as number[][]) {
    const tails = fTails(fQuantile(p, df1, df2) ?? Number.NaN, df1, df2)
    expect(distance(p < 0.5 ? tails?.lower : tails?.upper, Math.min(p, 1 - p)), `${p} ${df1} ${df2}`).toBeLessThan(
      1e-12,
    )
  }
})

test('outside of where a distribution is defined there is no value', () => {
  expect(tTails(1, 0)).toBeUndefined()
  expect(fTails(-1, 1, 1)).toBeUndefined()
  expect(chiSquaredTails(1, -1)).toBeUndefined()
  expect(betaTails(1.5, 1, 1)).toBeUndefined()
  for (const p of [0, 1, Number.NaN]) {
    expect(normalQuantile(p)).toBeUndefined()
    expect(fQuantile(p, 1, 1)).toBeUndefined()
  }
})

test('the border itself belongs to a distribution, and nothing beyond it', () => {
  expect([betaTails(0, 2, 3), betaTails(1, 2, 3)]).toEqual([
    { lower: 0, upper: 1 },
    { lower: 1, upper: 0 },
  ])
  expect([chiSquaredTails(0, 3), fTails(0, 2, 3)]).toEqual([0, 0].map((lower) => ({ lower, upper: 1 })))
  expect(fTails(Number.POSITIVE_INFINITY, 2, 3)).toEqual({ lower: 1, upper: 0 })
  expect(tTails(Number.POSITIVE_INFINITY, 5)).toEqual({ lower: 1, upper: 0 })
  expect(tTails(Number.NEGATIVE_INFINITY, 5)).toEqual({ lower: 0, upper: 1 })
  expect(tTails(0, 5)).toEqual({ lower: 0.5, upper: 0.5 })
  for (const [x, a, b] of [
    [-0.1, 2, 3],
    [0.5, 0, 3],
    [0.5, 2, 0],
    [0.5, -1, 3],
    [0.5, 2, -1],
    [Number.NaN, 2, 3],
  ] as const)
    expect(betaTails(x, a, b), `beta ${x} ${a} ${b}`).toBeUndefined()
  for (const [x, df] of [
    [-0.1, 2],
    [1, 0],
    [Number.NaN, 2],
  ] as const)
    expect(chiSquaredTails(x, df), `chi-squared ${x} ${df}`).toBeUndefined()
  for (const [df1, df2] of [
    [0, 2],
    [2, 0],
    [-1, 2],
    [2, -1],
  ] as const)
    expect([fTails(1, df1, df2), fQuantile(0.5, df1, df2), fTails(Number.POSITIVE_INFINITY, df1, df2)]).toEqual([
      ...[undefined, undefined, undefined],
    ])
  for (const [p, df] of [
    [0, 5],
    [1, 5],
    [0.5, 0],
    [0.5, -1],
  ] as const)
    expect(tQuantile(p, df), `t ${p} ${df}`).toBeUndefined()
})

test('an interval needs a level between 0 and 1, and degrees of freedom', () => {
  expect(tInterval(5, 2, 4)).toEqual({
    low: expect.closeTo(5 - 5.552890210486, 9),
    high: expect.closeTo(5 + 5.552890210486, 9),
  })
  for (const level of [1, 1.5, -0.5, -1, Number.NaN]) expect(tInterval(5, 2, 4, level), `${level}`).toBeUndefined()
  expect([tInterval(5, 2, 0), tInterval(5, 2, -1)]).toEqual([undefined, undefined])
})
