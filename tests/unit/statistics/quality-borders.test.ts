// Values of R for answers that are written out here, and where an index of quality is just still defined.
import { describe, expect, test } from 'vitest'
import { evenOddConsistency } from '#app/statistics/quality/even-odd-consistency'
import { longestRun } from '#app/statistics/quality/longest-run'
import { mahalanobisDistances } from '#app/statistics/quality/mahalanobis-distance'

const close = (value: number) => expect.closeTo(value, 12)

describe('even and odd items', () => {
  const odd = [1, 3, 4, 5, 2]
  const scalesWith = (even: number[]) => odd.map((value, index) => [value, even[index]])
  test('are brought to full length, and cut at −1', () => {
    // r <- cor(odd, even); 2 * r / (1 + r)
    expect(evenOddConsistency(scalesWith([2, 3, 5, 4, 2]))).toEqual({
      ok: true,
      value: close(0.91826092196286824),
      scales: 5,
    })
    // 2 r / (1 + r) = −2.49
    expect(evenOddConsistency(scalesWith([5, 3, 2, 4, 4]))).toEqual({ ok: true, value: -1, scales: 5 })
    // r = −1, where the formula divides by 0
    expect(evenOddConsistency(scalesWith([5, 3, 2, 1, 4]))).toEqual({ ok: true, value: -1, scales: 5 })
  })
  test('leave a scale out that lacks one half', () => {
    const scales = scalesWith([2, 3, 5, 4, 2])
    expect(evenOddConsistency([...scales, [3, undefined], [undefined, 3], []])).toEqual(evenOddConsistency(scales))
    expect(evenOddConsistency(scales.slice(1))).toEqual({ ok: false, reason: 'few' })
    expect(evenOddConsistency(scalesWith([3, 3, 3, 3, 3]))).toEqual({ ok: false, reason: 'constant' })
  })
  test('are counted by place, not by how many were answered', () => {
    expect(
      evenOddConsistency([
        [1, 2, undefined, 2],
        [3, 3, undefined, 3],
        [4, 5],
        [5, 4],
        [2, 2],
      ]),
    ).toEqual(evenOddConsistency(scalesWith([2, 3, 5, 4, 2])))
  })
})

test('a run is counted from the first answer on', () => {
  expect([[], [4], [4, 4], [4, 5, 5, 5, 4, 4], [4, 4, 4, 5]].map(longestRun)).toEqual([0, 1, 2, 3, 3])
})

describe('Mahalanobis', () => {
  const [first, second] = [
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11.5],
    [2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 3],
  ]
  const rows = first.map((value, index) => [value, second[index]])
  test('equals mahalanobis() and pchisq() of R, in the order of the rows', () => {
    const found = mahalanobisDistances([rows[0] ?? [], [3, undefined], ...rows.slice(1)])
    if (!found.ok) throw new Error(found.reason)
    expect(found.n).toBe(11)
    expect(found.distances).toHaveLength(12)
    expect(found.distances[0]).toEqual({ squared: close(2.2522355738609825), p: close(0.32428977781596346) })
    expect(found.distances[1]).toBeUndefined()
    expect(found.distances[11]).toEqual({ squared: close(7.8952061483588789), p: close(0.01930090922302893) })
  })
  test('is not defined for no item, or for no more people than items', () => {
    const few = { ok: false, reason: 'few' }
    expect(mahalanobisDistances([], 0)).toEqual(few)
    expect(mahalanobisDistances([[], [], []], 0)).toEqual(few)
    expect(mahalanobisDistances(rows.slice(0, 2), 1)).toEqual(few)
    expect(mahalanobisDistances(rows.slice(0, 9))).toEqual(few)
    expect(mahalanobisDistances(rows.slice(0, 10))).toMatchObject({ ok: true, n: 10 })
    const least = mahalanobisDistances(rows.slice(0, 3), 1)
    expect(least.ok && least.distances.map((one) => one?.squared)).toEqual(Array(3).fill(close(4 / 3)))
  })
  test('is not defined where one item is constant but for rounding, be the others what they are', () => {
    const singular = { ok: false, reason: 'singular' }
    const beside = (values: (index: number) => number) =>
      mahalanobisDistances(first.map((value, index) => [value, values(index)]))
    expect(beside(() => 4)).toEqual(singular)
    expect(beside(() => 0)).toEqual(singular)
    expect(beside((index) => 1000 + (index % 2) * 1e-13)).toEqual(singular)
    expect(beside((index) => 1000 + (index % 3) * 1e-9)).toMatchObject({ ok: true })
    expect(beside((index) => (first[index] ?? 0) * 2)).toEqual(singular)
  })
})
