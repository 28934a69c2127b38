// What is computed while values pass by equals what is computed of all of them at once.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { typicalGroupSize } from '#app/statistics/agreement/intraclass-correlation'
import { oneWayAnova } from '#app/statistics/agreement/one-way-anova'
import { makeRunningAnova } from '#app/statistics/agreement/running-anova'
import { mean } from '#app/statistics/descriptive/mean'
import { covarianceMatrix } from '#app/statistics/reliability/covariance-matrix'
import { makeRunningCovariance } from '#app/statistics/reliability/running-covariance'

const number = fc.double({ min: -1000, max: 1000, noNaN: true, noDefaultInfinity: true })
const rows = fc.array(fc.tuple(number, number, number), { minLength: 2, maxLength: 40 })
const groups = fc.array(fc.array(number, { maxLength: 6 }), { maxLength: 12 })

function runOver(data: readonly (readonly number[])[]) {
  const running = makeRunningCovariance(3)
  for (const row of data) running.add(row)
  return running
}

function expectSame(actual: readonly (readonly number[])[] | undefined, expected: typeof actual) {
  for (const [i, row] of (expected ?? []).entries())
    for (const [j, value] of row.entries()) {
      const scale = Math.sqrt((expected?.[i]?.[i] ?? 0) * (expected?.[j]?.[j] ?? 0))
      expect(Math.abs((actual?.[i]?.[j] ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-9 * scale + 1e-9)
    }
  expect(actual?.length).toBe(expected?.length)
}

describe('running covariances', () => {
  test('are those of two passes', () => {
    fc.assert(
      fc.property(rows, (data) => {
        expectSame(runOver(data).covariances(), covarianceMatrix(data))
      }),
    )
  })

  test('do not depend on the order of the rows, or on how they are split', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (data, at) => {
        const whole = runOver(data).covariances()
        expectSame(runOver([...data].reverse()).covariances(), whole)
        const cut = at % data.length
        const parts = runOver(data.slice(0, cut))
        parts.absorb(runOver(data.slice(cut)).moments)
        expectSame(parts.covariances(), whole)
      }),
    )
  })

  test('keep their digits where the spread is small beside the mean', () => {
    const data = [0, 1, 2, 3].map((value) => [1e9 + value, 1e9 - value, 5])
    expect(runOver(data).covariances()).toEqual([
      [5 / 3, -5 / 3, 0],
      [-5 / 3, 5 / 3, 0],
      [0, 0, 0],
    ])
  })

  test('are not defined for fewer than two rows', () => {
    expect(runOver([]).covariances()).toBeUndefined()
    expect(runOver([[1, 2, 3]]).covariances()).toBeUndefined()
  })
})

describe('a running analysis of variance', () => {
  test('is the one of all groups at once, in any order', () => {
    fc.assert(
      fc.property(groups, (data) => {
        const running = makeRunningAnova()
        for (const group of [...data].reverse()) running.addGroup(group)
        const [actual, expected] = [running.result(), twoPasses(data)]
        expect(actual?.n).toBe(expected?.n)
        expect(actual?.groups).toBe(expected?.groups)
        expect(actual?.msBetween ?? 0).toBeCloseTo(expected?.msBetween ?? 0, 4)
        expect(actual?.msWithin ?? 0).toBeCloseTo(expected?.msWithin ?? 0, 4)
        expect(oneWayAnova(data)?.msBetween ?? 0).toBeCloseTo(expected?.msBetween ?? 0, 4)
        expect(running.typicalSize() ?? 0).toBeCloseTo(typicalGroupSize(data.map((group) => group.length)) ?? 0, 9)
      }),
    )
  })
})

/** As the textbook has it, with all values at hand. */
function twoPasses(data: readonly (readonly number[])[]) {
  const filled = data.filter((group) => group.length > 0)
  const all = filled.flat()
  const total = mean(all)
  if (total === undefined || filled.length < 2 || all.length <= filled.length) return undefined
  const squares = (values: readonly number[], center: number) =>
    values.reduce((sum, value) => sum + (value - center) ** 2, 0)
  const between = filled.reduce((sum, group) => sum + group.length * ((mean(group) ?? 0) - total) ** 2, 0)
  const within = filled.reduce((sum, group) => sum + squares(group, mean(group) ?? 0), 0)
  return {
    ...{ n: all.length, groups: filled.length },
    msBetween: between / (filled.length - 1),
    msWithin: within / (all.length - filled.length),
  }
}
