import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mean } from '#app/statistics/descriptive/mean'
import { quantile } from '#app/statistics/descriptive/quantile'
import { standardDeviation } from '#app/statistics/descriptive/standard-deviation'
import { summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { welchInterval } from '#app/statistics/intervals/welch-interval'
import { predictAt } from '#app/statistics/regression/predict-at'
import { simpleRegression } from '#app/statistics/regression/simple-regression'

const value = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)
const sample = fc.array(value, { minLength: 2, maxLength: 30 })
const isClose = (a: number | undefined, b: number | undefined) =>
  (a === undefined && b === undefined) ||
  (a !== undefined && b !== undefined && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)))

test('without values there is no mean, of one value no spread', () => {
  expect(mean([])).toBeUndefined()
  expect(summarizeSample([])).toBeUndefined()
  expect(standardDeviation([5])).toBeUndefined()
  expect(summarizeSample([5])).toMatchObject({ n: 1, mean: 5 })
})

test('mean, spread and quantiles do not depend on the order of the values', () => {
  fc.assert(
    fc.property(sample, (values) => {
      const turned = values.toReversed()
      expect(isClose(mean(values), mean(turned))).toBe(true)
      expect(isClose(standardDeviation(values), standardDeviation(turned))).toBe(true)
      expect(quantile(values, 0.3)).toBe(quantile(turned, 0.3))
    }),
  )
})

test('shifting moves the mean and not the spread; stretching stretches both', () => {
  fc.assert(
    fc.property(sample, value, fc.integer({ min: 1, max: 9 }), (values, shift, factor) => {
      const changed = values.map((one) => one * factor + shift)
      expect(isClose(mean(changed), (mean(values) ?? 0) * factor + shift)).toBe(true)
      expect(isClose(standardDeviation(changed), (standardDeviation(values) ?? 0) * factor)).toBe(true)
    }),
  )
})

test('an interval holds its mean, and the mean lies between the extremes', () => {
  fc.assert(
    fc.property(sample, (values) => {
      const { mean: middle = Number.NaN, low = middle, high = middle } = summarizeSample(values) ?? {}
      expect(low).toBeLessThanOrEqual(middle)
      expect(high).toBeGreaterThanOrEqual(middle)
      expect(middle).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9)
      expect(middle).toBeLessThanOrEqual(Math.max(...values) + 1e-9)
    }),
  )
})

test('a comparison turned round changes its sign and nothing else', () => {
  fc.assert(
    fc.property(sample, sample, (a, b) => {
      const [first, second] = [summarizeSample(a), summarizeSample(b)]
      if (!first || !second) throw new Error('samples of two and more have a summary')
      const [there, back] = [welchInterval(first, second), welchInterval(second, first)]
      expect(isClose(there.difference, -back.difference)).toBe(true)
      expect(isClose(there.df, back.df)).toBe(true)
      expect(isClose(there.low, back.high === undefined ? undefined : -back.high)).toBe(true)
    }),
  )
})

test('points on a line give that line back; a constant x gives none', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 20 }),
      value,
      (xs, intercept) => {
        const line = simpleRegression(xs.map((x) => ({ x, y: intercept - 0.5 * x })))
        expect(isClose(line?.slope.estimate, -0.5)).toBe(true)
        expect(line && isClose(predictAt(line, 40).fit, intercept - 20)).toBe(true)
      },
    ),
  )
  expect(
    simpleRegression([
      { x: 3, y: 1 },
      { x: 3, y: 2 },
      { x: 3, y: 9 },
    ]),
  ).toBeUndefined()
})
