import { expect, test } from 'vitest'
import { fewestComments, groupRule, isPolicy, spreadRule } from '#app/disclosure/policy'
import { bandOf, indicativeHalf, isIndicative, roundValue, toldHalf } from '#app/disclosure/round-value'
import { errorOfChange } from '#app/statistics/change/error-of-change'
import { reliableChange } from '#app/statistics/change/reliable-change'
import type { Audience } from '#app/studies/promise'
import { ATTRIBUTED, POOLED_5, SHARED_3 } from './make-answers'

test('nothing weaker than what can be promised is a policy', () => {
  const sizesOf = (audience: Audience) =>
    Array.from({ length: 14 }, (_, size) => size - 1).filter((minimumGroupSize) =>
      isPolicy({ audience, minimumGroupSize }),
    )
  expect(sizesOf('shared')).toEqual([3, 4, 5, 6, 7, 8, 9, 10])
  expect(sizesOf('pooled')).toEqual([5, 6, 7, 8, 9, 10])
  expect(sizesOf('own-side')).toEqual([5, 6, 7, 8, 9, 10])
  expect(sizesOf('attributed')).toEqual([1])
  expect(isPolicy({ audience: 'public' as Audience, minimumGroupSize: 5 })).toBe(false)
})

test('comments stand together in fives at least, and never in fewer than numbers do', () => {
  expect([1, 3, 5, 6, 10].map(fewestComments)).toEqual([5, 5, 5, 6, 10])
})

test('only pools ask how many firms stand behind a value', () => {
  expect(groupRule(SHARED_3)).toEqual({ minimumPeople: 3, minimumFirms: 1, maximumFirmShare: 1 })
  expect(groupRule(ATTRIBUTED)).toEqual({ minimumPeople: 1, minimumFirms: 1, maximumFirmShare: 1 })
  expect(groupRule(POOLED_5)).toEqual({ minimumPeople: 5, minimumFirms: 3, maximumFirmShare: 0.6 })
  expect(groupRule({ ...POOLED_5, audience: 'own-side' })).toEqual({ ...groupRule(POOLED_5), withoutAnyFirm: true })
})

test('a spread asks for ten people, but where a single answer may be shown', () => {
  const fewest = (minimumGroupSize: number) =>
    spreadRule(groupRule({ audience: 'shared', minimumGroupSize })).minimumPeople
  expect([3, 9, 10].map(fewest)).toEqual([10, 10, 10])
  expect(spreadRule(groupRule(POOLED_5))).toEqual({ minimumPeople: 10, minimumFirms: 3, maximumFirmShare: 0.6 })
  expect(spreadRule(groupRule(ATTRIBUTED))).toEqual(groupRule(ATTRIBUTED))
})

const VALUE = { mean: 61.4, sd: 9.6, se: 4.8, low: 45.5, high: 77.2 }

test('a confidential value is told in whole points and bands, without a standard error', () => {
  for (const policy of [SHARED_3, POOLED_5]) {
    const told = { mean: 61, sd: 10, se: undefined, n: 10, nTo: 19 }
    expect(roundValue(VALUE, 12, policy, { half: 15.7 })).toEqual({ ...told, low: 46, high: 77 })
    // without one that may be told there is no interval, whatever its own is
    expect(roundValue(VALUE, 12, policy)).toEqual({ ...told, low: undefined, high: undefined, indicative: undefined })
  }
})

test('fewer than ten people have no spread', () => {
  expect(roundValue(VALUE, 9, SHARED_3)).toMatchObject({ sd: undefined, n: 5, nTo: 9 })
  expect(roundValue(VALUE, 10, SHARED_3)).toMatchObject({ sd: 10 })
})

test('a spread below five points is not told: where all say the same, the mean is what each said', () => {
  const told = (sd: number) => roundValue({ ...VALUE, sd }, 12, SHARED_3, { half: toldHalf(sd, 12, 18, 3) })
  // 1.96 * 18 / sqrt(10), whatever the spread is
  for (const sd of [0, 1, 4.99]) expect(told(sd)).toMatchObject({ mean: 61, sd: undefined, low: 50, high: 73 })
  // qt(0.975, 9) * 5 / sqrt(10)
  expect(told(5)).toMatchObject({ mean: 61, sd: 5, low: 58, high: 65 })
  expect(roundValue({ ...VALUE, sd: 0 }, 12, ATTRIBUTED)).toMatchObject({ sd: 0 })
  expect(toldHalf(0, 12, undefined, 3)).toBeUndefined()
})

test('an interval that may be told depends on the band and, of fewer than ten, not on what they said', () => {
  // 1.96 * 18 / sqrt(5); qt(0.975, 9) * 9.6 / sqrt(10)
  expect([5, 9].map((n) => toldHalf(n, n, 18, 3))).toEqual([5, 9].map(() => expect.closeTo(15.7774, 4)))
  expect([10, 19].map((n) => toldHalf(9.6, n, 18, 3))).toEqual([10, 19].map(() => expect.closeTo(6.8674, 4)))
  expect(toldHalf(9.6, 9, undefined, 3)).toBeUndefined()
})

test('where people agreed to be seen by company it is told as it is', () => {
  expect(roundValue(VALUE, 4, ATTRIBUTED)).toEqual({ ...VALUE, n: 4, nTo: undefined })
})

test('of few people the interval by what sides have in common is told, too', () => {
  // domain-sources.md 5.8: s_w = 15, n = 1 … 6
  const halves = [1, 2, 3, 4, 5, 6].map((n) => indicativeHalf(15, [n], ATTRIBUTED))
  expect(halves.map((half) => half?.toFixed(1))).toEqual(['29.4', '20.8', '17.0', '14.7', '13.1', '12.0'])
  // of a band its first number: 3–4 and 5–9
  expect(indicativeHalf(18, [4, 9], SHARED_3)).toBeCloseTo(1.959963984540054 * 18 * Math.sqrt(1 / 3 + 1 / 5), 10)
  expect(indicativeHalf(undefined, [4], SHARED_3)).toBeUndefined()
  expect([1, 3, 4].map((n) => isIndicative(9, n, ATTRIBUTED))).toEqual([true, true, false])
  expect([9, 10].map((n) => isIndicative(9, n, SHARED_3))).toEqual([true, false])
  expect(isIndicative(4.9, 12, SHARED_3)).toBe(true)
  expect(roundValue(VALUE, 4, SHARED_3, { half: 15.7, indicative: 16.4 })).toMatchObject({ low: 46, indicative: 16 })
  expect(roundValue(VALUE, 3, ATTRIBUTED, { half: 1, indicative: 16.4 })).toEqual({
    ...{ ...VALUE, n: 3, nTo: undefined },
    indicative: 16.4,
  })
})

test('of a change that is the smallest reliable one of Jacobson and Truax, with the reliability of means of so many people', () => {
  const [within, between] = [15, 120]
  const variance = (n: number) => between + within ** 2 / n
  const reliability = (n: number) => between / variance(n)
  for (const [before, after] of [
    [3, 3],
    [2, 7],
    [12, 4],
  ] as const) {
    // Maassen 2004: each mean with its own sd and reliability
    const error = Math.hypot(...[before, after].map((n) => Math.sqrt(variance(n) * (1 - reliability(n)))))
    const smallest = reliableChange({ before: 0, after: 1 }, error)?.smallest
    expect(indicativeHalf(within, [before, after], ATTRIBUTED)).toBeCloseTo(smallest ?? Number.NaN, 10)
    // the textbook's own form where both have the same number of people
    const own = before === after ? errorOfChange({ sdBefore: Math.sqrt(variance(before)) }, reliability(before)) : error
    expect(own).toBeCloseTo(error, 10)
  }
})

test('what is not there is not told as a number', () => {
  const alone = { mean: 61.4, sd: undefined, se: undefined, low: undefined, high: undefined }
  expect(roundValue(alone, 25, SHARED_3)).toEqual({ ...alone, mean: 61, n: 25, nTo: undefined })
})

test('no value is minus nothing', () => {
  const small = { mean: -0.2, sd: 0.1, se: undefined, low: -0.4, high: 0.3 }
  expect(roundValue(small, 12, SHARED_3, { half: 0.1 })).toMatchObject({ mean: 0, low: 0, high: 0 })
})

test('numbers from 20 on are exact, all below in bands that begin at the minimum', () => {
  expect(bandOf(19, 10)).toEqual({ n: 10, nTo: 19 })
  expect(bandOf(20, 10)).toEqual({ n: 20, nTo: undefined })
  // 4–5 would be a band of two numbers, 4 alone none
  expect(bandOf(4, 4)).toEqual({ n: 4, nTo: 9 })
  expect(bandOf(9, 9)).toEqual({ n: 9, nTo: 19 })
})
