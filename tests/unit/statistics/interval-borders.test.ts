// Where a comparison is just still defined, and where it is not any more.
import { expect, test } from 'vitest'
import { finitePopulationInterval } from '#app/statistics/intervals/finite-population-interval'
import { pairedInterval } from '#app/statistics/intervals/paired-interval'
import { pooledInterval } from '#app/statistics/intervals/pooled-interval'
import { testEstimate } from '#app/statistics/intervals/test-estimate'
import { welchInterval } from '#app/statistics/intervals/welch-interval'
import { wilsonInterval } from '#app/statistics/intervals/wilson-interval'

const some = { n: 4, mean: 5, sd: 2 }
const one = { n: 1, mean: 3, sd: undefined }
const nobody = { n: 0, mean: 0, sd: undefined }

test('a sample of one value has no Welch interval, on whichever side it stands, and says why', () => {
  for (const comparison of [
    welchInterval(one, some),
    welchInterval(some, one),
    // a spread that cannot be that of one value, or that is missing
    welchInterval({ ...one, sd: 1 }, some),
    welchInterval(some, { ...one, sd: 1 }),
    welchInterval({ ...some, sd: undefined }, some),
    welchInterval(some, { ...some, sd: undefined }),
  ])
    expect(comparison).toMatchObject({ se: undefined, df: undefined, low: undefined, undefinedBecause: 'too-few' })
})

test('with equal spreads one value is enough beside two, nobody is not', () => {
  expect(pooledInterval(one, some)).toMatchObject({ df: 3, low: expect.any(Number) })
  expect(pooledInterval(some, one)).toMatchObject({ df: 3, low: expect.any(Number) })
  // t.test(c(1, 3), 3, var.equal = TRUE)$conf.int: -1 ± 22.0078
  const least = pooledInterval({ n: 2, mean: 2, sd: Math.SQRT2 }, one)
  expect([least.df, least.low]).toEqual([1, expect.closeTo(-1 - 12.7062047362 * Math.sqrt(3), 6)])
  for (const comparison of [pooledInterval(nobody, some), pooledInterval(some, nobody), pooledInterval(one, one)])
    expect(comparison).toMatchObject({ se: undefined, undefinedBecause: 'too-few' })
})

test('samples that differ by rounding alone are constant, beside whichever mean is larger', () => {
  // 10 ε of 1000 is 2.2e-12
  const [large, small] = [
    { n: 4, mean: 1000, sd: 1e-12 },
    { n: 4, mean: 0.001, sd: 1e-12 },
  ]
  for (const compare of [welchInterval, pooledInterval]) {
    expect(compare(large, small)).toMatchObject({ low: undefined, undefinedBecause: 'constant' })
    expect(compare(small, large)).toMatchObject({ low: undefined, undefinedBecause: 'constant' })
    expect(compare(small, small)).toMatchObject({ low: expect.any(Number) })
  }
  const pairs = [1000, 1000 + 4e-13, 1000].map((value) => [value, 0] as const)
  expect(pairedInterval(pairs)).toMatchObject({ p: undefined, undefinedBecause: 'constant' })
})

test('the mean of all is known where all have answered', () => {
  expect(finitePopulationInterval({ n: 4, mean: 5, se: 1 }, 4)).toEqual({ low: 5, high: 5 })
  expect(finitePopulationInterval({ n: 1, mean: 5, se: undefined }, 4)).toBeUndefined()
})

test('a share is of none to all, and no test is without its degrees of freedom', () => {
  expect([wilsonInterval(-1, 4), wilsonInterval(5, 4), wilsonInterval(1, 4, -0.5)]).toEqual([
    ...[undefined, undefined, undefined],
  ])
  expect(wilsonInterval(0, 4)?.low).toBeCloseTo(0, 12)
  expect(wilsonInterval(4, 4)?.high).toBeCloseTo(1, 12)
  expect(testEstimate(3, 1, undefined)).toBeUndefined()
})
