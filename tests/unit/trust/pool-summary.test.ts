import { expect, test } from 'vitest'
import { summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { summarizeWeightedSample } from '#app/statistics/descriptive/summarize-weighted-sample'
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

test('answers that weigh differently give the weighted summary, of people with several answers times their number', () => {
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
  // the same answers of two people: 2/5 of the effective number
  const few = makePoolSummary(1)
  for (const [place, { value, weight }] of rows.entries()) few.add(place % 2, [value], weight)
  expect(few.summarize(0)).toMatchObject({ n: 2, mean: own?.mean, sd: own?.sd })
  expect(few.summarize(0)?.effectiveN).toBeCloseTo(((expected?.effectiveN ?? 0) * 2) / 5, 10)
  // all of them alike: no other summary than of a weight of one, and nothing to say of it
  const alike = makePoolSummary(1)
  for (const [person, { value }] of rows.entries()) alike.add(person, [value], 0.3)
  const plain = summarizeSample(rows.map(({ value }) => value))
  expect(alike.summarize(0)).not.toHaveProperty('effectiveN')
  for (const name of ['mean', 'sd', 'se', 'low', 'high'] as const)
    expect(alike.summarize(0)?.[name], name).toBeCloseTo(plain?.[name] ?? Number.NaN, 10)
})
