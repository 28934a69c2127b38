import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { benjaminiHochberg } from '#app/statistics/comparison/benjamini-hochberg'
import { holm } from '#app/statistics/comparison/holm'
import { standardizedDifference } from '#app/statistics/comparison/standardized-difference'
import { welchAnova } from '#app/statistics/comparison/welch-anova'
import { covariance } from '#app/statistics/correlation/covariance'
import { pearson } from '#app/statistics/correlation/pearson'
import { spearman } from '#app/statistics/correlation/spearman'
import { kurtosis } from '#app/statistics/descriptive/kurtosis'
import { medianAbsoluteDeviation } from '#app/statistics/descriptive/median-absolute-deviation'
import { skewness } from '#app/statistics/descriptive/skewness'
import { type SampleSummary, summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { variance } from '#app/statistics/descriptive/variance'
import { weightedMean } from '#app/statistics/descriptive/weighted-mean'
import { finitePopulationInterval } from '#app/statistics/intervals/finite-population-interval'
import { pairedInterval } from '#app/statistics/intervals/paired-interval'
import { pooledInterval } from '#app/statistics/intervals/pooled-interval'
import { testEstimate } from '#app/statistics/intervals/test-estimate'
import { welchInterval } from '#app/statistics/intervals/welch-interval'
import { wilsonInterval } from '#app/statistics/intervals/wilson-interval'
import { modelFit } from '#app/statistics/regression/model-fit'
import { multipleRegression } from '#app/statistics/regression/multiple-regression'
import { predictAt } from '#app/statistics/regression/predict-at'
import { predictRow } from '#app/statistics/regression/predict-row'
import { simpleRegression } from '#app/statistics/regression/simple-regression'

const value = fc.integer({ min: 0, max: 100 })
const sample = fc.array(value, { minLength: 3, maxLength: 20 })
const pairs = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 20 })
const factor = fc.integer({ min: 1, max: 9 })
const shift = fc.integer({ min: -50, max: 50 })
const probability = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined })

function expectClose(actual: number | undefined, expected: number | undefined): void {
  if (expected === undefined) expect(actual).toBeUndefined()
  else
    expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(actual ?? 0), Math.abs(expected)),
    )
}

function summary(values: readonly number[]): SampleSummary {
  const own = summarizeSample(values)
  if (!own) throw new Error('a sample of somebody has a summary')
  return own
}
const half = ({ low = 0, high = 0 }: { low?: number | undefined; high?: number | undefined }) => (high - low) / 2

describe('correlations', () => {
  test('of ranks do not change when a side is stretched in any rising way, and change their sign when it is turned round', () => {
    fc.assert(
      fc.property(pairs, (data) => {
        const [x, y] = [data.map(([a]) => a), data.map(([, b]) => b)]
        const own = spearman(x, y)
        expectClose(spearman(y, x)?.rho, own?.rho)
        const stretched = spearman(
          x.map((one) => Math.exp(one / 20)),
          y,
        )
        expectClose(stretched?.rho, own?.rho)
        const turned = spearman(
          x.map((one) => -one),
          y,
        )
        expectClose(turned?.rho, own && -own.rho)
        expectClose(turned?.low, own?.high === undefined ? undefined : -own.high)
        expectClose(turned?.p, own?.p)
      }),
    )
  })

  test('of ranks lie within −1 and 1 and in their intervals, Fisher’s inside Bonett and Wright’s', () => {
    fc.assert(
      fc.property(pairs, (data) => {
        const own = spearman(
          data.map(([a]) => a),
          data.map(([, b]) => b),
        )
        if (own?.low === undefined || own.high === undefined || !own.fisher) return
        const order = [-1, own.low, own.fisher.low, own.rho, own.fisher.high, own.high, 1]
        for (const [index, one] of order.entries())
          expect(one).toBeLessThanOrEqual((order[index + 1] ?? Number.POSITIVE_INFINITY) + 1e-12)
      }),
    )
  })

  test('a side of equal decimal fractions is constant, although their mean is not exact', () => {
    const same = Array.from({ length: 7 }, () => 0.1 + 0.2)
    expect(pearson(same, [1, 5, 2, 8, 3, 4, 4])).toBeUndefined()
    expect(spearman([1, 5, 2, 8, 3, 4, 4], same)).toBeUndefined()
    const model = multipleRegression([same.map(() => 1), [1, 5, 2, 8, 3, 4, 4]], same)
    expect(model.ok && model.rSquared).toBeUndefined()
  })

  test('covariance is symmetric, knows no shift, and with itself is the variance', () => {
    fc.assert(
      fc.property(pairs, shift, factor, (data, moved, times) => {
        const [x, y] = [data.map(([a]) => a), data.map(([, b]) => b)]
        const own = covariance(x, y)
        expectClose(covariance(y, x), own)
        expectClose(
          covariance(
            x.map((one) => one * times + moved),
            y,
          ),
          own && own * times,
        )
        expectClose(covariance(x, x), variance(x))
      }),
    )
    expect(covariance([1], [2])).toBeUndefined()
  })
})

describe('comparisons of means', () => {
  test('paired: turned round they change their sign; a shift of both sides changes nothing', () => {
    fc.assert(
      fc.property(pairs, shift, (data, moved) => {
        const there = pairedInterval(data)
        const back = pairedInterval(data.map(([a, b]) => [b + moved, a + moved]))
        expectClose(back?.difference, there && -there.difference)
        expectClose(back?.se, there?.se)
        expectClose(back?.p, there?.p)
        expectClose(back?.low, there?.high === undefined ? undefined : -there.high)
      }),
    )
    expect(pairedInterval([])).toBeUndefined()
    expect(pairedInterval([[3, 1]])).toMatchObject({ n: 1, difference: 2, undefinedBecause: 'too-few', p: undefined })
    expect(
      pairedInterval([
        [3, 1],
        [5, 3],
      ]),
    ).toMatchObject({ se: 0, low: 2, high: 2, p: undefined, undefinedBecause: 'constant' })
  })

  test('pooled: of samples of one size the standard error is Welch’s, with at least as many degrees of freedom', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 20 }), (data) => {
        const [a, b] = [summary(data.map(([one]) => one)), summary(data.map(([, one]) => one))]
        const [pooled, welch] = [pooledInterval(a, b), welchInterval(a, b)]
        expectClose(pooled.se, welch.se)
        if (pooled.df !== undefined && welch.df !== undefined) expect(pooled.df).toBeGreaterThanOrEqual(welch.df - 1e-9)
        expectClose(pooledInterval(b, a).difference, -pooled.difference)
      }),
    )
  })

  test('pooled: one person beside several is compared; two persons are not, nor samples without spread', () => {
    expect(pooledInterval(summary([3]), summary([1, 4, 5]))).toMatchObject({ df: 2 })
    expect(pooledInterval(summary([3]), summary([1]))).toMatchObject({ difference: 2, undefinedBecause: 'too-few' })
    expect(pooledInterval(summary([3, 3]), summary([1, 1]))).toMatchObject({ se: 0, undefinedBecause: 'constant' })
  })

  test('of two groups Welch’s analysis of variance is the square of his t', () => {
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const [a, b] = [summary(first), summary(second)]
        const many = welchAnova([a, b])
        const { difference, se, df } = welchInterval(a, b)
        const two = testEstimate(difference, se, df)
        if (!many.ok) {
          expect(many.reason).toBe('constant')
          return
        }
        expectClose(many.f, two && two.t ** 2)
        expectClose(many.dfWithin, two?.df)
        expectClose(many.p, two?.p)
      }),
    )
  })

  test('Welch’s analysis of variance knows neither order nor unit, and no groups of one', () => {
    fc.assert(
      fc.property(fc.array(sample, { minLength: 2, maxLength: 6 }), factor, shift, (groups, times, moved) => {
        const there = welchAnova(groups.map(summary))
        const changed = groups.toReversed().map((group) => summary(group.map((one) => one * times + moved)))
        const back = welchAnova(changed)
        expect(back.ok).toBe(there.ok)
        if (there.ok && back.ok) expectClose(back.f, there.f)
      }),
    )
    expect(welchAnova([summary([1, 2]), summary([3])])).toEqual({ ok: false, reason: 'too-few' })
    expect(welchAnova([summary([1, 2])])).toEqual({ ok: false, reason: 'too-few' })
    expect(welchAnova([summary([1, 2]), summary([0.1, 0.1])])).toEqual({ ok: false, reason: 'constant' })
  })

  test('a standardized difference has no unit, changes its sign with the order, and g is nearer to 0 than d', () => {
    fc.assert(
      fc.property(sample, sample, factor, shift, (a, b, times, moved) => {
        const own = standardizedDifference(summary(a), summary(b))
        const change = (values: number[]) => summary(values.map((one) => one * times + moved))
        expectClose(standardizedDifference(change(a), change(b))?.d, own?.d)
        expectClose(standardizedDifference(summary(b), summary(a))?.g, own && -own.g)
        if (own) expect(Math.abs(own.g)).toBeLessThanOrEqual(Math.abs(own.d))
      }),
    )
    expect(standardizedDifference(summary([1]), summary([2]))).toBeUndefined()
    expect(standardizedDifference(summary([1, 1]), summary([2, 2]))).toBeUndefined()
  })

  test('an estimate without error has no test', () => {
    expect(testEstimate(3, 0, 5)).toBeUndefined()
    expect(testEstimate(3, undefined, 5)).toBeUndefined()
    expect(testEstimate(3, 1, 0)).toBeUndefined()
    expect(testEstimate(0, 1, 5)).toEqual({ t: 0, df: 5, p: 1 })
  })

  test('the more of those invited answer, the narrower the interval, down to nothing', () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 0, max: 50 }), (values, others) => {
        const own = summary(values)
        const finite = finitePopulationInterval(own, own.n + others)
        const more = finitePopulationInterval(own, own.n + others + 1)
        expect(half(finite ?? {})).toBeLessThanOrEqual(half(more ?? {}) + 1e-12)
        expect(half(more ?? {})).toBeLessThanOrEqual(half(own) + 1e-12)
        if (others === 0) expectClose(half(finite ?? {}), 0)
      }),
    )
    expect(finitePopulationInterval(summary([5]), 8)).toBeUndefined()
    expect(finitePopulationInterval(summary([5, 6]), 1)).toBeUndefined()
  })
})

describe('shares', () => {
  test('Wilson’s interval holds the share, stays within 0 and 1, and is mirrored by the others', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (n, some) => {
        const count = Math.min(n, some)
        const { low = Number.NaN, high = Number.NaN } = wilsonInterval(count, n) ?? {}
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(count / n + 1e-12)
        expect(high).toBeGreaterThanOrEqual(count / n - 1e-12)
        const { low: otherLow = 0, high: otherHigh = 0 } = wilsonInterval(n - count, n) ?? {}
        expectClose(1 - otherHigh, low)
        expectClose(1 - otherLow, high)
        const wider = wilsonInterval(count, n, 0.99) ?? { low: 0, high: 0 }
        expect(wider.high - wider.low).toBeGreaterThan(high - low)
      }),
    )
    expect(wilsonInterval(0, 0)).toBeUndefined()
    expect(wilsonInterval(3, 2)).toBeUndefined()
    expect(wilsonInterval(1, 2, 1)).toBeUndefined()
  })
})

describe('adjusted p-values', () => {
  test('are never smaller than they were, at most 1, in the same order, and Holm’s are not below Benjamini and Hochberg’s', () => {
    fc.assert(
      fc.property(fc.array(probability, { maxLength: 30 }), (raw) => {
        const [discovery, familywise] = [benjaminiHochberg(raw), holm(raw)]
        for (const [index, p] of raw.entries()) {
          const [bh, own] = [discovery[index], familywise[index]]
          if (p === undefined || bh === undefined || own === undefined) {
            expect([p, bh, own]).toEqual([undefined, undefined, undefined])
            continue
          }
          expect(bh).toBeGreaterThanOrEqual(p)
          expect(own).toBeGreaterThanOrEqual(bh * (1 - 1e-12))
          expect(own).toBeLessThanOrEqual(1)
          for (const [other, q] of raw.entries())
            if (q !== undefined && q >= p) {
              expect(discovery[other]).toBeGreaterThanOrEqual(bh)
              expect(familywise[other]).toBeGreaterThanOrEqual(own)
            }
        }
      }),
    )
  })

  test('do not depend on the order, and a single one stays as it is', () => {
    fc.assert(
      fc.property(fc.array(probability, { maxLength: 30 }), (raw) => {
        expect(benjaminiHochberg(raw.toReversed())).toEqual(benjaminiHochberg(raw).toReversed())
        expect(holm(raw.toReversed())).toEqual(holm(raw).toReversed())
      }),
    )
    expect(benjaminiHochberg([0.03])).toEqual([0.03])
    expect(holm([undefined, 0.03])).toEqual([undefined, 0.03])
  })
})

describe('shape', () => {
  test('knows neither shift nor unit; a mirror turns skewness round and leaves kurtosis', () => {
    fc.assert(
      fc.property(sample, factor, shift, (values, times, moved) => {
        const changed = values.map((one) => one * times + moved)
        const mirrored = values.map((one) => -one)
        expectClose(skewness(changed), skewness(values))
        expectClose(kurtosis(changed), kurtosis(values))
        const own = skewness(values)
        expectClose(skewness(mirrored), own === undefined ? undefined : -own)
        expectClose(kurtosis(mirrored), kurtosis(values))
        expectClose(medianAbsoluteDeviation(changed), (medianAbsoluteDeviation(values) ?? 0) * times)
      }),
    )
  })

  test('of equal values is not defined; without values there is no deviation', () => {
    expect(skewness([0.1, 0.1, 0.1])).toBeUndefined()
    expect(kurtosis([4])).toBeUndefined()
    expect(medianAbsoluteDeviation([])).toBeUndefined()
    expect(medianAbsoluteDeviation([7])).toBe(0)
  })

  test('one value far off does not move the median absolute deviation', () => {
    expect(medianAbsoluteDeviation([1, 2, 3, 4, 5])).toBe(medianAbsoluteDeviation([1, 2, 3, 4, 5000]))
  })
})

const weighted = fc.array(
  fc.record({ value, weight: fc.integer({ min: 0, max: 20 }), contributor: fc.constantFrom('a', 'b', 'c', 'd') }),
  { minLength: 1, maxLength: 20 },
)

describe('weighted means', () => {
  test('of equal weights, one value each, are the ordinary ones', () => {
    fc.assert(
      fc.property(sample, factor, (values, weight) => {
        const rows = values.map((one, index) => ({ value: one, weight, contributor: `${index}` }))
        const [own, plain] = [weightedMean(rows), summary(values)]
        expectClose(own?.mean, plain.mean)
        expectClose(own?.sd, plain.sd)
        expectClose(own?.se, plain.se)
        expectClose(own?.effectiveN, plain.n)
        expectClose(own?.largestShare, 1 / plain.n)
      }),
    )
  })

  test('lie between the extremes, know proportions only, and tell how far one contributor dominates', () => {
    fc.assert(
      fc.property(weighted, factor, (rows, times) => {
        const own = weightedMean(rows)
        if (!own) {
          expect(rows.every(({ weight }) => weight === 0)).toBe(true)
          return
        }
        const values = rows.filter(({ weight }) => weight > 0).map((row) => row.value)
        expect(own.mean).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9)
        expect(own.mean).toBeLessThanOrEqual(Math.max(...values) + 1e-9)
        expect(own.largestShare).toBeGreaterThanOrEqual(1 / own.n - 1e-12)
        expect(own.largestShare).toBeLessThanOrEqual(1)
        expect(own.effectiveN).toBeLessThanOrEqual(own.n + 1e-9)
        expect(own.effectiveN * own.largestShare).toBeGreaterThanOrEqual(1 - 1e-9)
        const scaled = weightedMean(rows.toReversed().map((row) => ({ ...row, weight: row.weight * times })))
        expectClose(scaled?.mean, own.mean)
        expectClose(scaled?.sd, own.sd)
        expectClose(scaled?.se, own.se)
      }),
    )
  })

  test('of nothing are not defined, and one contributor has no standard error', () => {
    expect(weightedMean([])).toBeUndefined()
    expect(weightedMean([{ value: 5, weight: 0, contributor: 'a' }])).toBeUndefined()
    expect(weightedMean([{ value: 5, weight: -1, contributor: 'a' }])).toBeUndefined()
    const alone = [1, 2, 3].map((one) => ({ value: one, weight: 1, contributor: 'a' }))
    expect(weightedMean(alone)).toMatchObject({ n: 1, mean: 2, se: undefined, largestShare: 1, effectiveN: 1 })
    expect(weightedMean(alone)?.sd).toBeCloseTo(1, 12)
  })

  test('weights 3 and 1: the worked numbers of cov.wt()', () => {
    const own = weightedMean([
      { value: 10, weight: 3, contributor: 'a' },
      { value: 20, weight: 1, contributor: 'b' },
    ])
    // Σ w (x − 12.5)² = .75 · 6.25 + .25 · 56.25 = 18.75; 1 − Σ w² = .375
    expectClose(own?.sd, Math.sqrt(50))
    expectClose(own?.se, Math.sqrt(50) * Math.sqrt(0.625))
    expectClose(own?.effectiveN, 1.6)
  })
})

describe('a regression', () => {
  const points = fc.uniqueArray(fc.record({ x: value, y: value }), {
    minLength: 3,
    maxLength: 20,
    selector: ({ x }) => x,
  })

  test('on one column predicts what the line predicts, and F is the square of t', () => {
    fc.assert(
      fc.property(points, value, (data, at) => {
        const [x, y] = [data.map((point) => point.x), data.map((point) => point.y)]
        const [model, line] = [multipleRegression([x.map(() => 1), x], y), simpleRegression(data)]
        if (!model.ok || !line) throw new Error('different x have a line')
        const [many, one] = [predictRow(model, [1, at]), predictAt(line, at)]
        expectClose(many.fit, one.fit)
        expectClose(many.mean?.low, one.mean?.low)
        expectClose(many.prediction?.high, one.prediction?.high)
        expect(half(many.prediction ?? {})).toBeGreaterThanOrEqual(half(many.mean ?? {}))
        const fit = modelFit(model)
        if (!fit || fit.f > 1e12) return
        const { t = 0, p } = model.terms[1] ?? {}
        expect(Math.abs(fit.f - t ** 2)).toBeLessThanOrEqual(1e-6 * Math.max(1, t ** 2))
        expect(Math.abs(fit.p - (p ?? 2))).toBeLessThanOrEqual(1e-6)
        expect(fit.adjustedRSquared).toBeLessThanOrEqual(model.rSquared ?? 0)
      }),
    )
  })

  test('with the ones alone, or of a constant y, has no fit to speak of', () => {
    const alone = multipleRegression([[1, 1, 1]], [1, 2, 4])
    expect(alone.ok && modelFit(alone)).toBeUndefined()
    const flat = multipleRegression(
      [
        [1, 1, 1],
        [1, 2, 4],
      ],
      [3, 3, 3],
    )
    expect(flat.ok && modelFit(flat)).toBeUndefined()
  })
})
