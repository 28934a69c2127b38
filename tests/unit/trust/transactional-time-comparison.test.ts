import { expect, test } from 'vitest'
import { transactionalTimeComparison } from '#app/trust/transactional-time-comparison'
import { trustQuartiles } from '#app/trust/trust-quartiles'

const points = (...pairs: [trust: number, unproductive: number][]) =>
  pairs.map(([trust, unproductive]) => ({ trust, unproductive }))
/** Six points a little beside a line of this slope. */
const around = (slope: number) =>
  [60, 20, 40, 80, 70, 50].map((trust, place) => ({ trust, unproductive: 50 + slope * trust + (place % 2 ? 1 : -1) }))

test('two points, or one and the same trust, say nothing about how time goes with trust', () => {
  for (const few of [points(), points([40, 50], [60, 30]), points([50, 20], [50, 40], [50, 60])])
    expect(transactionalTimeComparison(few)).toMatchObject({
      ...{ n: few.length, line: undefined, correlation: undefined, band: [], summary: undefined },
    })
  expect(transactionalTimeComparison(points([40, 50], [60, 30], [70, 25])).line).toBeDefined()
})

test('the line is told from the least to the most trusting, and not beyond', () => {
  const { n, line, band, summary, quartiles, correlation } = transactionalTimeComparison(around(-0.5))
  expect([n, band.length, quartiles.length]).toEqual([6, 21, 4])
  expect([band.at(0)?.x, band.at(10)?.x, band.at(-1)?.x]).toEqual([20, 50, 80])
  expect([summary?.atLowestTrust.x, summary?.atHighestTrust.x]).toEqual([20, 80])
  const { intercept, slope } = line ?? {}
  expect(band.at(-1)?.fit).toBeCloseTo((intercept?.estimate ?? 0) + 80 * (slope?.estimate ?? 0), 10)
  expect(correlation?.r).toBeLessThan(-0.9)
})

test('a direction is credible where the interval of the slope leaves out 0', () => {
  const read = (own: { trust: number; unproductive: number }[]) => {
    const { direction, isCredible } = transactionalTimeComparison(own).summary ?? {}
    return [direction, isCredible]
  }
  expect(read(around(-0.5))).toEqual(['falls', true])
  expect(read(around(0.5))).toEqual(['rises', true])
  expect(read(points([20, 30], [40, 10], [60, 40], [80, 25]))).toEqual(['rises', false])
  expect(read(points([20, 25], [40, 40], [60, 10], [80, 30]))).toEqual(['falls', false])
  expect(read(points([20, 30], [40, 30], [60, 30]))).toEqual(['flat', false])
})

test('quarters of the points by trust hold each point once; one that ties leave empty is left out', () => {
  const quarters = (own: { trust: number; unproductive: number }[]) =>
    trustQuartiles(own).map(({ quartile, n, trustFrom, trustTo, mean }) => [quartile, n, trustFrom, trustTo, mean])
  expect(quarters(points([10, 1], [20, 2], [30, 3]))).toEqual([])
  // cut(c(10, 20, 30, 40, 50), quantile(c(10, 20, 30, 40, 50), 0:4 / 4), include.lowest = TRUE)
  expect(quarters(points([50, 5], [10, 1], [30, 3], [20, 2], [40, 4]))).toEqual([
    ...[
      [1, 2, 10, 20, 1.5],
      [2, 1, 20, 30, 3],
      [3, 1, 30, 40, 4],
      [4, 1, 40, 50, 5],
    ],
  ])
  expect(quarters(points([10, 1], [10, 2], [10, 3], [10, 4], [90, 5])).map(([quartile, n]) => [quartile, n])).toEqual([
    ...[
      [1, 4],
      [4, 1],
    ],
  ])
})
