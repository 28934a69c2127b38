// Values of R for groups that are written out here, and where a comparison is just still defined.
import { describe, expect, test } from 'vitest'
import { standardizedDifference } from '#app/statistics/comparison/standardized-difference'
import { welchAnova } from '#app/statistics/comparison/welch-anova'

const close = (value: number) => expect.closeTo(value, 12)

describe('Welch', () => {
  // v <- c(1, 2, 3, 2, 4, 6, 8, 5, 5.5, 7); g <- rep(1:3, c(3, 4, 3)); oneway.test(v ~ g)
  const groups = [
    { n: 3, mean: 2, sd: 1 },
    { n: 4, mean: 5, sd: 2.5819888974716112 },
    { n: 3, mean: 17.5 / 3, sd: 1.0408329997330663 },
  ]
  const same = {
    ...{ ok: true, groups: 3, f: close(9.5738663655761709), dfBetween: 2 },
    ...{ dfWithin: close(4.6527508436531333), p: close(0.022433050419833563) },
  }
  test('equals oneway.test() of R', () => {
    expect(welchAnova(groups)).toEqual(same)
  })
  test('does not count groups of nobody', () => {
    expect(welchAnova([{ n: 0, mean: 0, sd: undefined }, ...groups, { n: 0, mean: 9, sd: 1 }])).toEqual(same)
  })
  test('is not defined for one group, a group of one or a group without a spread', () => {
    const few = { ok: false, reason: 'too-few' }
    expect(welchAnova(groups.slice(0, 1))).toEqual(few)
    expect(welchAnova([...groups, { n: 1, mean: 4, sd: undefined }])).toEqual(few)
    expect(welchAnova([...groups, { n: 1, mean: 4, sd: 2 }])).toEqual(few)
    expect(welchAnova([...groups, { n: 3, mean: 4, sd: undefined }])).toEqual(few)
  })
  test('is not defined where all of one group agree but for rounding', () => {
    const constant = { ok: false, reason: 'constant' }
    expect(welchAnova([...groups, { n: 3, mean: 4, sd: 0 }])).toEqual(constant)
    expect(welchAnova([...groups, { n: 3, mean: 0, sd: 0 }])).toEqual(constant)
    expect(welchAnova([...groups, { n: 3, mean: 1000, sd: 2e-12 }])).toEqual(constant)
    expect(welchAnova([...groups, { n: 3, mean: 1000, sd: 3e-12 }])).toMatchObject({ ok: true, groups: 4 })
  })
})

describe('difference in standard deviations', () => {
  test('is defined from three values on, of which one sample may be one', () => {
    // a <- c(4, 6); b <- 7: d and g as the source says, df = 1
    const two = { n: 2, mean: 5, sd: Math.SQRT2 }
    const one = { n: 1, mean: 7, sd: undefined }
    expect(standardizedDifference(two, one)).toEqual({ d: close(-1.4142135623730949), g: close(0) })
    expect(standardizedDifference(one, two)).toEqual({ d: close(1.4142135623730949), g: close(0) })
    expect(standardizedDifference(one, one)).toBeUndefined()
  })
  test('is not defined for a sample of nobody, however large the other is', () => {
    const nobody = { n: 0, mean: 0, sd: undefined }
    const many = { n: 9, mean: 5, sd: 1 }
    expect(standardizedDifference(nobody, many)).toBeUndefined()
    expect(standardizedDifference(many, nobody)).toBeUndefined()
  })
  test('is not defined where both samples agree but for rounding', () => {
    const sample = (mean: number, sd: number) => ({ n: 5, mean, sd })
    expect(standardizedDifference(sample(0, 0), sample(0, 0))).toBeUndefined()
    expect(standardizedDifference(sample(1, 2e-12), sample(1000, 2e-12))).toBeUndefined()
    expect(standardizedDifference(sample(1000, 2e-12), sample(1, 2e-12))).toBeUndefined()
    expect(standardizedDifference(sample(1, 3e-12), sample(1000, 3e-12))?.d).toBeLessThan(-1e14)
  })
})
