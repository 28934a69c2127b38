// Values that weigh differently: R's numbers for samples that are written out here, and what must hold of all.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeOfPeople } from '#app/statistics/change/change-of-people'
import { summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { summarizeWeightedSample } from '#app/statistics/descriptive/summarize-weighted-sample'
import { welchInterval } from '#app/statistics/intervals/welch-interval'

const weighted = (values: number[], weights: number[]) =>
  values.map((value, place) => ({ value, weight: weights[place] ?? 1 }))
const NUMBERS = ['mean', 'sd', 'se', 'low', 'high', 'effectiveN'] as const

/*
f <- function(x, w) {
  m <- weighted.mean(x, w); sd <- sqrt(cov.wt(cbind(x), w)$cov[1, 1]); effective <- sum(w)^2 / sum(w^2)
  se <- sd / sqrt(effective); m + c(-1, 1) * qt(0.975, length(x) - 1) * se
}
*/
const FIRST = weighted([40, 55, 90, 62, 71], [1, 2, 0.5, 1, 3])
const SECOND = weighted([50, 48, 66, 80], [2, 1, 1, 0.3])

test('mean, spread, error and interval are those of R', () => {
  const first = [62.666666666666664, 14.90007366162836, 7.758219699114544, 41.12639555801099, 84.20693777532233]
  const own = summarizeWeightedSample(FIRST)
  expect(own?.n).toBe(5)
  for (const [place, expected] of [...first, 3.688524590163934].entries())
    expect(own?.[NUMBERS[place] ?? 'mean'], NUMBERS[place]).toBeCloseTo(expected, 10)
  const second = [55.34883720930232, 11.879774082787286, 6.817864606766054, 33.65134918157514, 77.0463252370295]
  const other = summarizeWeightedSample(SECOND)
  for (const [place, expected] of [...second, 3.036124794745484].entries())
    expect(other?.[NUMBERS[place] ?? 'mean'], NUMBERS[place]).toBeCloseTo(expected, 10)
})

test('values that are all alike have no spread, whatever they weigh; what weighs nothing is not there', () => {
  const constant = summarizeWeightedSample(weighted([83.1, 83.1, 83.1], [0.7, 1.3, 2.9]))
  expect(constant).toMatchObject({ n: 3, mean: 83.1, sd: 0, se: 0, low: 83.1, high: 83.1 })
  const alone = { n: 1, mean: 20, sd: undefined, se: undefined, low: undefined, high: undefined, effectiveN: 1 }
  expect(summarizeWeightedSample(weighted([10, 20], [0, 1]))).toEqual(alone)
})

test('the difference of two weighted means has the interval of Welch with their errors, and the degrees of freedom of their people', () => {
  const [first, second] = [summarizeWeightedSample(FIRST), summarizeWeightedSample(SECOND)]
  if (!first || !second) throw new Error('both are defined')
  const { difference, se, df, low, high } = welchInterval(first, second)
  const expected = [7.31782945736434, 10.328274332913617, 6.998525784307675, -17.105701431609347, 31.74136034633803]
  for (const [place, own] of [difference, se, df, low, high].entries()) expect(own).toBeCloseTo(expected[place] ?? 0, 9)
})

test('a change of people who weigh differently is the difference of what was told of both times', () => {
  const map = (values: number[]) => new Map(values.map((value, person) => [`p${person}`, value]))
  const [earlier, later] = [map([50, 48, 66, 80]), map([40, 55, 90, 62])]
  const weights = { earlier: map([2, 1, 1, 0.3]), later: map([1, 2, 0.5, 1]) }
  const { before, after, all, samePeople } = changeOfPeople(earlier, later, 0.95, weights)
  expect(before?.mean).toBeCloseTo(55.34883720930232, 10)
  expect(after?.mean).toBeCloseTo(57.11111111111111, 10)
  expect(all?.difference).toBeCloseTo((after?.mean ?? 0) - (before?.mean ?? 0), 10)
  // f(later - earlier, c(1, 2, 0.5, 1))
  expect(samePeople).toMatchObject({ n: 4, df: 3 })
  expect(samePeople?.effectiveN).toBeCloseTo(3.24, 10)
  expect(samePeople?.difference).toBeCloseTo(-0.4444444444444444, 10)
  expect(samePeople?.se).toBeCloseTo(8.95929458359452, 10)
  expect(samePeople?.low).toBeCloseTo(-28.95691838995316, 9)
  expect(samePeople?.high).toBeCloseTo(28.068029501064274, 9)
})

test('who weighs the same is a plain sample, only proportions count, and weights never make a mean surer', () => {
  const rows = fc.array(
    fc.record({ value: fc.integer({ min: 0, max: 100 }), weight: fc.integer({ min: 3, max: 30 }).map((w) => w / 10) }),
    { minLength: 1, maxLength: 12 },
  )
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 9 }), (values, times) => {
      const own = summarizeWeightedSample(values)
      const plain = summarizeSample(values.map(({ value }) => value))
      expect(summarizeWeightedSample(values.map(({ value }) => ({ value, weight: times })))).toEqual(plain)
      const scaled = summarizeWeightedSample(values.map(({ value, weight }) => ({ value, weight: weight * times })))
      for (const name of NUMBERS)
        if (own?.[name] === undefined) expect(scaled?.[name]).toBeUndefined()
        else expect(scaled?.[name]).toBeCloseTo(own[name], 8)
      expect(own?.n).toBe(values.length)
      expect(own?.effectiveN ?? values.length).toBeLessThanOrEqual(values.length + 1e-9)
    }),
  )
  expect(summarizeWeightedSample([])).toBeUndefined()
  expect(summarizeWeightedSample(weighted([1, 2], [-1, -1]))).toBeUndefined()
  expect(summarizeWeightedSample(weighted([1, 2], [0, 0]))).toBeUndefined()
})
