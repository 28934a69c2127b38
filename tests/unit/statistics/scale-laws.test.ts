// Laws of reliability, agreement and regression that hold for any data, and where the values end.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { icc1, icc2 } from '#app/statistics/agreement/intraclass-correlation'
import { oneWayAnova } from '#app/statistics/agreement/one-way-anova'
import {
  slightlySkewedNullVariance,
  uniformNullVariance,
  withinGroupAgreement,
} from '#app/statistics/agreement/within-group-agreement'
import { midRanks } from '#app/statistics/correlation/mid-ranks'
import { pearson } from '#app/statistics/correlation/pearson'
import { multipleRegression } from '#app/statistics/regression/multiple-regression'
import { simpleRegression } from '#app/statistics/regression/simple-regression'
import { covarianceMatrix } from '#app/statistics/reliability/covariance-matrix'
import { cronbachAlpha } from '#app/statistics/reliability/cronbach-alpha'
import { describeReliability } from '#app/statistics/reliability/describe-reliability'
import { oneFactor } from '#app/statistics/reliability/one-factor'

const point = fc.integer({ min: 1, max: 7 })
const rows = fc.array(fc.tuple(point, point, point, point), { minLength: 3, maxLength: 30 })
const alphaOf = (data: number[][]) => cronbachAlpha(covarianceMatrix(data) ?? [])

function expectClose(actual: number | undefined, expected: number | undefined): void {
  if (expected === undefined) expect(actual).toBeUndefined()
  else expect(actual).toBeCloseTo(expected, 9)
}

describe('alpha', () => {
  test('is at most 1, and 1 for items that say the same', () => {
    fc.assert(
      fc.property(rows, (data) => {
        expect(alphaOf(data) ?? 0).toBeLessThanOrEqual(1 + 1e-12)
      }),
    )
    expect(
      alphaOf([
        [1, 1],
        [4, 4],
        [6, 6],
      ]),
    ).toBeCloseTo(1, 12)
  })

  test('does not depend on the order of people and items, on a constant added, or on reversing all items', () => {
    fc.assert(
      fc.property(rows, (data) => {
        const alpha = alphaOf(data)
        expectClose(alphaOf([...data].reverse()), alpha)
        expectClose(alphaOf(data.map((row) => [...row].reverse())), alpha)
        expectClose(alphaOf(data.map((row) => row.map((value) => value + 3))), alpha)
        expectClose(alphaOf(data.map((row) => row.map((value) => 8 - value))), alpha)
      }),
    )
  })

  test('of parallel items follows Spearman and Brown', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.99, noNaN: true }), fc.integer({ min: 2, max: 9 }), (r, count) => {
        const matrix = Array.from({ length: count }, (_, i) =>
          Array.from({ length: count }, (__, j) => (i === j ? 1 : r)),
        )
        expectClose(cronbachAlpha(matrix), (count * r) / (1 + (count - 1) * r))
      }),
    )
  })

  test('is not defined for one item, nobody, or answers that never differ', () => {
    expect(describeReliability([[1], [2]])).toBeUndefined()
    expect(describeReliability([])).toBeUndefined()
    expect(
      alphaOf([
        [3, 3],
        [3, 3],
      ]),
    ).toBeUndefined()
    expect(
      describeReliability(
        [
          [1, undefined],
          [undefined, 2],
        ],
        'pairwise',
      ),
    ).toBeUndefined()
  })
})

describe('one factor', () => {
  test('gives back the loadings that made the correlations', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.3, max: 0.9, noNaN: true }), { minLength: 3, maxLength: 7 }),
        (loadings) => {
          const matrix = loadings.map((a, i) => loadings.map((b, j) => (i === j ? 1 : a * b)))
          for (const method of ['minres', 'ml'] as const) {
            const solution = oneFactor(matrix, method)
            expect(solution.ok).toBe(true)
            if (solution.ok)
              for (const [index, loading] of loadings.entries())
                expect(solution.loadings[index]).toBeCloseTo(loading, 4)
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  test('is not defined for two items, and a Heywood case is said', () => {
    expect(
      oneFactor(
        [
          [1, 0.5],
          [0.5, 1],
        ],
        'ml',
      ),
    ).toEqual({ ok: false, reason: 'few-items' })
    const heywood = [
      [1, 0.9, 0.9],
      [0.9, 1, 0.5],
      [0.9, 0.5, 1],
    ]
    expect(oneFactor(heywood, 'minres')).toEqual({ ok: false, reason: 'no-convergence' })
  })
})

describe('agreement within a group', () => {
  test('lies between 0 and 1, and is 1 where all say the same', () => {
    fc.assert(
      fc.property(rows, (data) => {
        const value = withinGroupAgreement(data, uniformNullVariance(7)) ?? 0
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1)
        expectClose(withinGroupAgreement([...data].reverse(), uniformNullVariance(7)), value)
      }),
    )
    expect(
      withinGroupAgreement(
        [
          [2, 5],
          [2, 5],
        ],
        4,
      ),
    ).toBe(1)
  })

  test('is not defined for one person, and skewed answers are known for 5, 6 and 7 options', () => {
    expect(withinGroupAgreement([[1, 2]], 4)).toBeUndefined()
    expect(withinGroupAgreement([], 4)).toBeUndefined()
    expect([5, 6, 7, 9].map(slightlySkewedNullVariance)).toEqual([1.34, 1.85, 2.9, undefined])
  })

  test('groups that differ and agree within have ICCs of 1; one group has none', () => {
    const anova = oneWayAnova([
      [1, 1],
      [5, 5],
    ])
    expect(anova && [icc1(anova), icc2(anova)]).toEqual([1, 1])
    expect(oneWayAnova([[1, 2, 3]])).toBeUndefined()
    expect(oneWayAnova([[1], [2]])).toBeUndefined()
    const flat = oneWayAnova([
      [3, 3],
      [3, 3],
    ])
    expect(flat && [icc1(flat), icc2(flat)]).toEqual([undefined, undefined])
  })
})

describe('correlation and regression', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
    minLength: 4,
    maxLength: 40,
  })

  test('r is symmetric, within −1 and 1, inside its interval, and blind to units', () => {
    fc.assert(
      fc.property(pairs, (data) => {
        const [x, y] = [data.map(([a]) => a), data.map(([, b]) => b)]
        const there = pearson(x, y)
        expectClose(pearson(y, x)?.r, there?.r)
        if (!there) return
        expect(Math.abs(there.r)).toBeLessThanOrEqual(1)
        expectClose(
          pearson(
            x.map((value) => 3 * value + 7),
            y,
          )?.r,
          there.r,
        )
        if (there.low !== undefined && there.high !== undefined) {
          expect(there.low).toBeLessThanOrEqual(there.r + 1e-12)
          expect(there.high).toBeGreaterThanOrEqual(there.r - 1e-12)
        }
      }),
    )
    expect(pearson([1, 1, 1], [1, 2, 3])).toBeUndefined()
  })

  test('ranks share what is equal', () => {
    expect(midRanks([10, 20, 10, 30])).toEqual([1.5, 3, 1.5, 4])
    expect(midRanks([])).toEqual([])
  })

  test('several predictors with one of them is the simple line', () => {
    fc.assert(
      fc.property(pairs, (data) => {
        const line = simpleRegression(data.map(([x, y]) => ({ x, y })))
        const model = multipleRegression(
          [data.map(() => 1), data.map(([x]) => x)],
          data.map(([, y]) => y),
        )
        expect(model.ok).toBe(line !== undefined)
        if (!model.ok || !line) return
        expectClose(model.terms[1]?.estimate, line.slope.estimate)
        expectClose(model.terms[1]?.se, line.slope.se)
      }),
    )
  })

  test('too few rows and columns that make each other up are said', () => {
    expect(
      multipleRegression(
        [
          [1, 1],
          [1, 2],
        ],
        [1, 2],
      ),
    ).toEqual({ ok: false, reason: 'few' })
    expect(
      multipleRegression(
        [
          [1, 1, 1],
          [2, 2, 2],
        ],
        [1, 2, 3],
      ),
    ).toEqual({ ok: false, reason: 'collinear' })
  })
})
