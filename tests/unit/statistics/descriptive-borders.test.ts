// Values of R for samples that are written out here, and where a description is just still defined.
import { expect, test } from 'vitest'
import { kurtosis } from '#app/statistics/descriptive/kurtosis'
import { medianAbsoluteDeviation } from '#app/statistics/descriptive/median-absolute-deviation'
import { percentileRank } from '#app/statistics/descriptive/percentile-rank'
import { quantile } from '#app/statistics/descriptive/quantile'
import { skewness } from '#app/statistics/descriptive/skewness'
import { summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { variance } from '#app/statistics/descriptive/variance'
import { weightedMean } from '#app/statistics/descriptive/weighted-mean'

const some = [2, 4, 4, 5, 7, 12]

test('shape, spread and quantiles of a small sample are those of R', () => {
  // x <- c(2, 4, 4, 5, 7, 12); z <- (x - mean(x)) / sd(x); mean(z^3); mean(z^4) - 3
  expect(skewness(some)).toBeCloseTo(0.76638703804381458, 14)
  expect(kurtosis(some)).toBeCloseTo(-0.99690847511027103, 14)
  expect(variance(some)).toBeCloseTo(12.266666666666667, 14)
  expect(medianAbsoluteDeviation(some)).toBeCloseTo(2.2239, 14)
  expect([0, 0.1, 0.5, 0.9, 1].map((probability) => quantile(some, probability))).toEqual([2, 3, 4.5, 9.5, 12])
  const { low, high, ...own } = summarizeSample(some) ?? {}
  expect(own).toMatchObject({ n: 6, mean: 34 / 6 })
  expect([low, high]).toEqual([expect.closeTo(1.9911441200506861, 9), expect.closeTo(9.3421892132826478, 9)])
})

test('values that differ by rounding alone have no shape, however large they are', () => {
  // neighbours of 1000 are 1.1e-13 apart, 10 ε of it is 2.2e-12
  const large = [1000, 1000 + 3e-13, 1000 + 5e-13]
  expect([skewness(large), kurtosis(large)]).toEqual([undefined, undefined])
  const small = large.map((value) => value / 1e6 + (value === 1000 ? 0 : 1e-12))
  expect([skewness(small), kurtosis(small)]).toEqual([expect.any(Number), expect.any(Number)])
  expect([skewness([7]), kurtosis([7]), skewness([]), kurtosis([])]).toEqual(Array(4).fill(undefined))
  // constant and 0: nothing is a multiple of it
  expect([skewness([0, 0]), kurtosis([0, 0])]).toEqual([undefined, undefined])
})

test('the variance of numbers far from 0 is not spoilt by the rounding of their mean', () => {
  // neighbours of 1e16 are 2 apart, the mean lies between two of them
  expect(variance([1e16, 1e16 + 2, 1e16 + 2])).toBeCloseTo(4 / 3, 12)
  expect([variance([5]), variance([])]).toEqual([undefined, undefined])
})

test('of nothing there is no quantile, nor one that is less than none or more than all', () => {
  expect([quantile([], 0), quantile([], 0.5), quantile([], 1)]).toEqual([undefined, undefined, undefined])
  expect([-0.01, 1.01, Number.NaN].map((probability) => quantile(some, probability))).toEqual(Array(3).fill(undefined))
  expect([0, 0.3, 1].map((probability) => quantile([6], probability))).toEqual([6, 6, 6])
  expect([-1, -0.01, 1.01, 2].map((probability) => quantile([6], probability))).toEqual(Array(4).fill(undefined))
  expect(medianAbsoluteDeviation([])).toBeUndefined()
})

test('one value is a mean without spread', () => {
  expect(summarizeSample([4])).toEqual({ n: 1, mean: 4, sd: undefined, se: undefined, low: undefined, high: undefined })
  expect(summarizeSample([])).toBeUndefined()
})

test('weights are 0 and more; a contributor of weight 0 is nobody', () => {
  const rows = [10, 20, 99, 40].map((value, at) => ({ value, weight: [1, 2, 0, 5][at] ?? 0, contributor: `c${at}` }))
  // w <- c(1, 2, 0, 5); weighted.mean(v, w); sqrt(cov.wt(cbind(v[w > 0]), w[w > 0] / sum(w))$cov); sum(w)^2 / sum(w^2)
  expect(weightedMean(rows)).toEqual({
    n: 3,
    mean: 31.25,
    sd: expect.closeTo(15.996323106926056, 12),
    se: expect.closeTo(15.996323106926056 / Math.sqrt(2.1333333333333333), 12),
    effectiveN: expect.closeTo(2.1333333333333333, 12),
    largestShare: 0.625,
  })
  expect(weightedMean([...rows, { value: 1, weight: -1, contributor: 'x' }])).toBeUndefined()
  expect(weightedMean([...rows, { value: 1, weight: Number.NaN, contributor: 'x' }])).toBeUndefined()
  expect(weightedMean(rows.map((row) => ({ ...row, weight: 0 })))).toBeUndefined()
  // one value has no spread; two of one contributor have one, and no error
  expect(weightedMean(rows.slice(0, 1))).toMatchObject({
    n: 1,
    mean: 10,
    sd: undefined,
    se: undefined,
    largestShare: 1,
  })
  const alone = rows.slice(0, 2).map((row) => ({ ...row, contributor: 'c' }))
  expect(weightedMean(alone)).toMatchObject({ n: 1, sd: expect.any(Number), se: undefined })
  // a weight beside which the other disappears
  const heavy = [
    { value: 1, weight: 1e300, contributor: 'a' },
    { value: 2, weight: 1e-300, contributor: 'b' },
  ]
  expect(weightedMean(heavy)).toMatchObject({ n: 2, mean: 1, sd: undefined, se: undefined, largestShare: 1 })
})

test('a percentile counts what lies below, and half of what is the same', () => {
  // scipy.stats.percentileofscore([1, 2, 3, 3, 4], 3, kind='mean') is 60
  expect(percentileRank([1, 2, 3, 3, 4], 3)).toBe(60)
  expect(percentileRank([5], 5)).toBe(50)
  expect(percentileRank([], 5)).toBeUndefined()
})
