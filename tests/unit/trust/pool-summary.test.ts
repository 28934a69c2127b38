import { expect, test } from 'vitest'
import { summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { summarizeWeightedSample } from '#app/statistics/descriptive/summarize-weighted-sample'
import { weightedMean } from '#app/statistics/descriptive/weighted-mean'
import { tInterval } from '#app/statistics/intervals/t-interval'
import { makePoolSummary } from '#app/trust/pool-summary'

/** @param answers whose they are, with a value of each score */
function pool(answers: readonly (readonly [string, ...(number | undefined)[]])[]) {
  const summary = makePoolSummary(2)
  for (const [person, ...values] of answers) summary.add(person.charCodeAt(0), values)
  return { first: summary.summarize(0), second: summary.summarize(1) }
}

test('of people who answer once it is the summary of their values, score by score', () => {
  const { first, second } = pool([
    ['a', 40, undefined],
    ['b', 55, 10],
    ['c', 90, 30],
    ['d', undefined, 80],
  ])
  for (const [own, values] of [
    [first, [40, 55, 90]],
    [second, [10, 30, 80]],
  ] as const) {
    const expected = summarizeSample(values)
    expect(own?.n).toBe(3)
    for (const name of ['mean', 'sd', 'se', 'low', 'high'] as const)
      expect(own?.[name], name).toBeCloseTo(expected?.[name] ?? Number.NaN, 10)
  }
})

test('a person is counted once, whichever scores each of the answers has', () => {
  const { first, second } = pool([
    ['a', 40, 40],
    ['a', 60, undefined],
    ['b', 80, 50],
    ['b', undefined, 70],
  ])
  expect([first?.n, second?.n]).toEqual([2, 2])
  // the mean is over answers, the error divides their spread by the root of the people
  expect(first?.mean).toBeCloseTo(60, 10)
  expect(first?.sd).toBeCloseTo(20, 10)
  expect(first?.se).toBeCloseTo(20 / Math.sqrt(2), 10)
  expect(first?.low).toBeCloseTo(tInterval(60, 20 / Math.sqrt(2), 1)?.low ?? Number.NaN, 8)
})

test('one person has no standard error, one answer no spread, and nobody no summary', () => {
  const { first, second } = pool([
    ['a', 40, 10],
    ['a', 60, undefined],
  ])
  expect(first).toMatchObject({ n: 1, mean: 50, sd: Math.sqrt(200), se: undefined, low: undefined, high: undefined })
  expect(second).toEqual({ n: 1, mean: 10, sd: undefined, se: undefined, low: undefined, high: undefined })
  expect(pool([['a', undefined, undefined]])).toEqual({ first: undefined, second: undefined })
})

test('answers that weigh differently give the weighted summary, and are those of as many people as gave them', () => {
  const rows = [
    { value: 40, weight: 1 },
    { value: 55, weight: 2 },
    { value: 90, weight: 0.5 },
    { value: 62, weight: 1 },
    { value: 71, weight: 3 },
  ]
  const summary = makePoolSummary(1)
  for (const [person, { value, weight }] of rows.entries()) summary.add(person, [value], weight)
  const [own, expected] = [summary.summarize(0), summarizeWeightedSample(rows)]
  expect(own?.n).toBe(5)
  for (const name of ['mean', 'sd', 'se', 'low', 'high', 'effectiveN'] as const)
    expect(own?.[name], name).toBeCloseTo(expected?.[name] ?? Number.NaN, 10)
  // the same answers of two people, whichever scores they have beside it: as if all that a person says were alike
  const few = makePoolSummary(2)
  for (const [place, { value, weight }] of rows.entries())
    few.add(place % 2, [value, place > 2 ? 5 : undefined], weight)
  const byPerson = weightedMean(rows.map((row, place) => ({ ...row, contributor: String(place % 2) })))
  expect(few.summarize(0)?.n).toBe(2)
  for (const name of ['mean', 'sd', 'se', 'effectiveN'] as const)
    expect(few.summarize(0)?.[name], name).toBeCloseTo(byPerson?.[name] ?? Number.NaN, 10)
  // all of them alike: no other summary than of a weight of one, and nothing to say of it
  const alike = makePoolSummary(1)
  for (const [person, { value }] of rows.entries()) alike.add(person, [value], 0.3)
  const plain = summarizeSample(rows.map(({ value }) => value))
  expect(alike.summarize(0)).not.toHaveProperty('effectiveN')
  for (const name of ['mean', 'sd', 'se', 'low', 'high'] as const)
    expect(alike.summarize(0)?.[name], name).toBeCloseTo(plain?.[name] ?? Number.NaN, 10)
})

test('answers that are all alike have no spread, whatever they weigh and however often', () => {
  for (const value of [13 + 1 / 3, 4 / 30, 70, 0])
    for (const weights of [
      [0.7, 1],
      [0.7, 0.7, 0.7],
      [1.4, 0.3, 2.9, 1.1],
      [3, 0.3],
    ]) {
      const summary = makePoolSummary(1)
      for (const [person, weight] of weights.entries()) summary.add(person, [value], weight)
      expect(summary.summarize(0), `${value} ${weights}`).toMatchObject({
        mean: value,
        sd: 0,
        se: 0,
        low: value,
        high: value,
      })
      expect(summarizeWeightedSample(weights.map((weight) => ({ value, weight })))).toMatchObject({
        mean: value,
        sd: 0,
        se: 0,
      })
    }
  const one = makePoolSummary(1)
  for (const weight of [3, 0.3]) one.add(0, [weight], weight)
  expect(one.summarize(0)).toMatchObject({ n: 1, se: undefined })
  expect(one.summarize(0)).not.toHaveProperty('effectiveN')
})
