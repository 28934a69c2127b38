import { expect, test } from 'vitest'
import { hoursWeightedShare, largestShareOfHours } from '#app/trust/hours-weighted-share'

const responses = (...pairs: [hours: number | null, share: number | null][]) =>
  pairs.map(([time_hours, unproductive]) => ({ scores: { time_hours, unproductive } }))

test('an hour weighs the same, whoever spent it', () => {
  // 10 h at 20 % and 30 h at 60 %: 20 of 40 hours
  const own = hoursWeightedShare(responses([10, 20], [30, 60]))
  expect(own).toMatchObject({ n: 2, mean: 50 })
  // sqrt(cov.wt(cbind(c(20, 60)), c(10, 30))$cov); 40^2 / sum(c(10, 30)^2); 50 - qt(0.975, 1) * sqrt(800 / 1.6)
  expect(own?.sd).toBeCloseTo(28.2842712474619, 10)
  expect(own?.effectiveN).toBeCloseTo(1.6, 10)
  expect(own?.low).toBeCloseTo(-234.119375261164, 8)
  expect(largestShareOfHours(responses([10, 20], [30, 60]))).toBe(0.75)
})

test('whoever spent no hours, or told only one of both, is not behind the value', () => {
  const half = responses([10, 20], [0, 100], [null, 100], [500, null])
  expect(hoursWeightedShare(half)).toMatchObject({ n: 1, mean: 20 })
  expect(largestShareOfHours(half)).toBe(1)
})

test('without hours there is no share, and nobody has most of them', () => {
  expect(hoursWeightedShare(responses([0, 50]))).toBeUndefined()
  expect(hoursWeightedShare([])).toBeUndefined()
  expect(largestShareOfHours(responses([0, 50]))).toBe(0)
})

test('where functions weigh differently, an hour weighs as much as whoever spent it', () => {
  const own = [
    { scores: { time_hours: 10, unproductive: 20 }, weight: 3 },
    { scores: { time_hours: 30, unproductive: 60 } },
  ]
  // (3 · 10 · 20 + 30 · 60) / (3 · 10 + 30)
  expect(hoursWeightedShare(own)).toMatchObject({ n: 2, mean: 40 })
  expect(largestShareOfHours(own)).toBe(0.5)
})
