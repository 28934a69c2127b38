// Where an interval drawn from the sample itself is just still defined, and the numbers that decide what is drawn.
import { describe, expect, test } from 'vitest'
import { mean } from '#app/statistics/descriptive/mean'
import { bootstrapInterval } from '#app/statistics/resampling/bootstrap-interval'
import { seededRandom } from '#app/statistics/resampling/seeded-random'

test('numbers as if by chance are those of sfc32', () => {
  // the author's C with uint32_t, a = 0, b = seed, c = 0, counter = 1, after twelve rounds
  const first = (seed: number) => {
    const random = seededRandom(seed)
    return Array.from({ length: 5 }, () => random() * 2 ** 32)
  }
  expect(first(1)).toEqual([2012149540, 1872316204, 1707632675, 1779833415, 2026416846])
  expect(first(42)).toEqual([1264412219, 1947509147, 3919439299, 1251167922, 656401615])
  expect(first(2 ** 32 - 1)).toEqual([1984736529, 3747275468, 1287205723, 2021412065, 2215341480])
})

describe('an interval drawn from the sample', () => {
  const sample = Array.from({ length: 40 }, (_, index) => index)
  const of = (level: number) => bootstrapInterval(sample, mean, { seed: 1, repetitions: 400, level })

  test('holds the middle of the drawn values, a smaller part of them at a lower level', () => {
    // mean 19.5, sd / √n = 1.85: ± 1.96 and ± 0.67 of it
    const [wide, narrow] = [of(0.95), of(0.5)]
    expect(wide?.used).toBe(400)
    expect([wide?.low, wide?.high]).toEqual([expect.closeTo(19.5 - 3.6, 0), expect.closeTo(19.5 + 3.6, 0)])
    expect([narrow?.low, narrow?.high]).toEqual([expect.closeTo(19.5 - 1.25, 0), expect.closeTo(19.5 + 1.25, 0)])
  })

  test('is not defined for nobody, and for levels that are none', () => {
    expect([of(0), of(1), of(-0.5), of(1.5), of(Number.NaN)]).toEqual(Array(5).fill(undefined))
    expect(bootstrapInterval<number>([], () => 1, { seed: 1 })).toBeUndefined()
    expect(bootstrapInterval(sample, mean, { seed: 1, repetitions: 0 })).toBeUndefined()
  })

  test('is not defined where the statistic is undefined in more than half of what is drawn', () => {
    const definedIn = (times: number) => {
      let drawn = 0
      const statistic = () => {
        drawn += 1
        return drawn <= times ? drawn : undefined
      }
      return bootstrapInterval(sample, statistic, { seed: 1, repetitions: 6, level: 0.5 })
    }
    expect(definedIn(0)).toBeUndefined()
    expect(definedIn(2)).toBeUndefined()
    expect(definedIn(3)).toEqual({ low: 1.5, high: 2.5, used: 3 })
  })
})
