// Laws of agreement, groups, two sides and resampling that hold for any data, and where the values end.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { averageDeviation } from '#app/statistics/agreement/average-deviation'
import { awg } from '#app/statistics/agreement/awg'
import { groupMeanReliability, informantsNeeded } from '#app/statistics/agreement/group-mean-reliability'
import {
  icc1,
  icc2,
  iccIntervals,
  testGroups,
  typicalGroupSize,
} from '#app/statistics/agreement/intraclass-correlation'
import { lindellAgreement } from '#app/statistics/agreement/lindell-agreement'
import { oneWayAnova } from '#app/statistics/agreement/one-way-anova'
import { moderatelySkewedNullVariance, withinGroupAgreement } from '#app/statistics/agreement/within-group-agreement'
import { mean } from '#app/statistics/descriptive/mean'
import { actorPartner } from '#app/statistics/dyads/actor-partner'
import { dyadicAgreement } from '#app/statistics/dyads/dyadic-agreement'
import { gapReliability } from '#app/statistics/dyads/gap-reliability'
import { intraclassTwoWay } from '#app/statistics/dyads/intraclass-two-way'
import { responseSurface } from '#app/statistics/dyads/response-surface'
import { goldenSection } from '#app/statistics/multilevel/golden-section'
import { randomIntercept } from '#app/statistics/multilevel/random-intercept'
import { groupVariances, shrunkenMeans } from '#app/statistics/multilevel/shrunken-means'
import { bootstrapInterval } from '#app/statistics/resampling/bootstrap-interval'
import { seededRandom } from '#app/statistics/resampling/seeded-random'

const point = fc.integer({ min: 1, max: 7 })
const rows = fc.array(fc.tuple(point, point, point), { minLength: 2, maxLength: 12 })
const range = { low: 1, high: 7 }

function expectClose(actual: number | undefined, expected: number | undefined, digits = 9): void {
  if (expected === undefined) expect(actual).toBeUndefined()
  else expect(actual).toBeCloseTo(expected, digits)
}

describe('agreement within a group', () => {
  const measures: [string, (data: number[][], shift?: number) => number | undefined][] = [
    ['r*', (data) => lindellAgreement(data, 4)],
    ['a_wg', (data, shift = 0) => awg(data, { low: range.low + shift, high: range.high + shift })],
    ['AD', (data) => averageDeviation(data)],
  ]

  test.each(measures)('%s does not depend on the order of people or on where the scale begins', (_, of) => {
    fc.assert(
      fc.property(rows, (data) => {
        expectClose(of([...data].reverse()), of(data))
        expectClose(
          of(
            data.map((row) => row.map((value) => value + 3)),
            3,
          ),
          of(data),
        )
        expectClose(of(data.map((row) => row.map((value) => 8 - value))), of(data))
      }),
    )
  })

  test.each(measures)('%s needs two people and an item', (_, of) => {
    expect(of([[4, 4]])).toBeUndefined()
    expect(of([[], []])).toBeUndefined()
    expect(of([])).toBeUndefined()
  })

  test('r* is at most 1, is r_wg before the cut, and falls below 0 where people stand at both ends', () => {
    fc.assert(
      fc.property(rows, (data) => {
        const [first] = [data.map(([value]) => [value])]
        const value = lindellAgreement(first, 4) ?? Number.NaN
        expect(value).toBeLessThanOrEqual(1)
        expectClose(withinGroupAgreement(first, 4), Math.max(0, value))
        const n = data.length
        expect(value).toBeGreaterThanOrEqual(1 - ((n / (n - 1)) * 9) / 4 - 1e-9)
      }),
    )
    expect(lindellAgreement([[1], [7]], 4)).toBe(-3.5)
    expect(lindellAgreement([[1], [7]], 0)).toBeUndefined()
    expect([5, 6, 7, 9].map(moderatelySkewedNullVariance)).toEqual([0.9, 1.26, 2.14, undefined])
  })

  test('a_wg lies between −1, two camps at the ends, and 1, all alike', () => {
    fc.assert(
      fc.property(rows, (data) => {
        const value = awg(data, range)
        if (value === undefined) return
        expect(value).toBeGreaterThanOrEqual(-1 - 1e-9)
        expect(value).toBeLessThanOrEqual(1)
      }),
    )
    expect(awg([[1], [7]], range)).toBe(-1)
    expect(awg([[5], [5], [5]], range)).toBe(1)
    // the border of two people is the middle: no other mean of theirs allows two camps at the ends
    expect(awg([[5], [5]], range)).toBeUndefined()
    expect(awg([[1], [1]], range)).toBe(1)
    // one dissenter at the other end is the border, and still inside
    for (let n = 2; n <= 30; n += 1)
      expectClose(
        awg(
          Array.from({ length: n }, (_, index) => [index === 0 ? 1 : 7]),
          range,
        ),
        -1,
      )
    expect(awg([[1], [1], [2]], range)).toBeUndefined()
    expect(awg([[4], [4]], { low: 4, high: 4 })).toBeUndefined()
  })

  test('the average deviation lies between 0 and half the scale', () => {
    fc.assert(
      fc.property(rows, (data) => {
        expect(averageDeviation(data)).toBeGreaterThanOrEqual(0)
        expect(averageDeviation(data)).toBeLessThanOrEqual(3 + 1e-9)
      }),
    )
    expect(averageDeviation([[1], [7]])).toBe(3)
    expect(averageDeviation([[2], [2]])).toBe(0)
  })
})

const score = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10)
const groups = fc.array(fc.array(score, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 8 })
const equalGroups = fc
  .integer({ min: 2, max: 5 })
  .chain((size) => fc.array(fc.array(score, { minLength: size, maxLength: size }), { minLength: 2, maxLength: 8 }))
const sizesOf = (data: number[][]) => data.map((group) => group.length)

describe('groups', () => {
  test('of equal size have n₀ = N / G, and ICC(1) not below −1 / (k − 1)', () => {
    fc.assert(
      fc.property(equalGroups, (data) => {
        const size = data[0]?.length ?? 0
        expectClose(typicalGroupSize(sizesOf(data)), size)
        const anova = oneWayAnova(data)
        const own = anova && icc1(anova)
        if (!anova || own === undefined) return
        expectClose(icc1(anova, typicalGroupSize(sizesOf(data))), own)
        expect(own).toBeGreaterThanOrEqual(-1 / (size - 1) - 1e-9)
        expect(own).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('of unequal size have an n₀ below the mean size and above 1, and empty ones do not count', () => {
    fc.assert(
      fc.property(groups, (data) => {
        const size = typicalGroupSize(sizesOf(data)) ?? Number.NaN
        expect(size).toBeLessThanOrEqual(data.flat().length / data.length + 1e-9)
        expect(size).toBeGreaterThanOrEqual(1 - 1e-9)
        expect(typicalGroupSize([...sizesOf(data), 0])).toBe(size)
      }),
    )
    expect(typicalGroupSize([5])).toBeUndefined()
    expect(typicalGroupSize([5, 0])).toBeUndefined()
  })

  test('give the same F, ICCs and intervals in any order and from any zero, each ICC inside its interval', () => {
    fc.assert(
      fc.property(groups, score, (data, shift) => {
        const describeGroups = (all: number[][]) => {
          const anova = oneWayAnova(all)
          const intervals = anova && iccIntervals(anova)
          const difference = anova && testGroups(anova)
          if (!anova || !difference) return undefined
          const { icc1: one, icc2: two } = intervals ?? {}
          const values = { icc1: icc1(anova), icc2: icc2(anova), p: difference.p }
          return { ...values, low: one?.low, high: one?.high, lowTwo: two?.low, highTwo: two?.high }
        }
        const own = describeGroups(data)
        // values that do not differ within groups but for their last digit are no test of anything
        if (!own || (own.icc1 ?? 0) > 1 - 1e-6) return
        const turned = describeGroups(data.map((group) => [...group].reverse()).reverse())
        const shifted = describeGroups(data.map((group) => group.map((value) => value + shift)))
        for (const key of ['icc1', 'low', 'high', 'p'] as const) {
          expectClose(turned?.[key], own[key], 6)
          expectClose(shifted?.[key], own[key], 6)
        }
        expect(own.p).toBeGreaterThanOrEqual(0)
        expect(own.p).toBeLessThanOrEqual(1)
        if (own.low === undefined || own.high === undefined || own.lowTwo === undefined) return
        expect(own.low).toBeLessThanOrEqual((own.icc1 ?? Number.NaN) + 1e-9)
        expect(own.high).toBeGreaterThanOrEqual((own.icc1 ?? Number.NaN) - 1e-9)
        expect(own.lowTwo).toBeLessThanOrEqual((own.icc2 ?? Number.NaN) + 1e-9)
        expect(own.highTwo ?? 0).toBeGreaterThanOrEqual((own.icc2 ?? Number.NaN) - 1e-9)
      }),
    )
  })

  test('without any difference inside have no F and no interval', () => {
    const anova = oneWayAnova([
      [1, 1],
      [5, 5],
    ])
    expect(anova && [testGroups(anova), iccIntervals(anova)]).toEqual([undefined, undefined])
  })

  test('have means that are as reliable as ICC(2) says at the mean size', () => {
    fc.assert(
      fc.property(equalGroups, (data) => {
        const anova = oneWayAnova(data)
        const [one, two] = anova ? [icc1(anova), icc2(anova)] : []
        if (one === undefined || one < 0 || two === undefined) return
        expectClose(groupMeanReliability(one, data[0]?.length ?? 0), two, 6)
      }),
    )
  })

  test('need just as many people for a reliability as give it', () => {
    const share = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100)
    fc.assert(
      fc.property(share, share, (icc, reliability) => {
        const n = informantsNeeded(icc, reliability) ?? Number.NaN
        expect(groupMeanReliability(icc, n)).toBeGreaterThanOrEqual(reliability - 1e-9)
        if (n > 1) expect(groupMeanReliability(icc, n - 1)).toBeLessThan(reliability)
      }),
    )
    expect([groupMeanReliability(-0.1, 3), groupMeanReliability(1.1, 3), groupMeanReliability(0.3, 0)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect([informantsNeeded(0, 0.7), informantsNeeded(0.3, 1), informantsNeeded(1, 0.9)]).toEqual([
      undefined,
      undefined,
      1,
    ])
  })
})

describe('a random intercept', () => {
  const modelOf = (data: number[][], method: 'reml' | 'ml' = 'reml') =>
    randomIntercept(
      {
        columns: [data.flat().map(() => 1)],
        y: data.flat(),
        groups: data.flatMap((group, index) => group.map(() => index)),
      },
      method,
    )

  test('of groups of equal size has the variances of the analysis of variance', () => {
    fc.assert(
      fc.property(equalGroups, (data) => {
        const [model, anova] = [modelOf(data), oneWayAnova(data)]
        if (!model.ok || !anova) return
        const size = data[0]?.length ?? 0
        const between = (anova.msBetween - anova.msWithin) / size
        expect(model.isSingular).toBe(between <= 1e-8 * anova.msWithin || model.betweenVariance === 0)
        if (model.isSingular) expect(between).toBeLessThan(1e-4 * anova.msWithin)
        else {
          expect(Math.abs(model.betweenVariance - between)).toBeLessThan(1e-4 * (between + anova.msWithin))
          expect(Math.abs(model.residualVariance / anova.msWithin - 1)).toBeLessThan(1e-4)
        }
        expectClose(model.terms[0]?.estimate, mean(data.flat()), 6)
      }),
      { numRuns: 60 },
    )
  })

  test('follows its data when they are shifted or come in another order', () => {
    fc.assert(
      fc.property(groups, score, (data, shift) => {
        const model = modelOf(data)
        const shifted = modelOf(data.map((group) => group.map((value) => value + shift)))
        const turned = modelOf(data.map((group) => [...group].reverse()).reverse())
        if (!model.ok || !shifted.ok || !turned.ok) return
        const total = model.betweenVariance + model.residualVariance
        for (const [other, moved] of [
          [shifted, shift],
          [turned, 0],
        ] as const) {
          expect(Math.abs(other.betweenVariance - model.betweenVariance)).toBeLessThan(1e-4 * total)
          expectClose(other.terms[0]?.estimate, (model.terms[0]?.estimate ?? Number.NaN) + moved, 2)
          expectClose(other.logLikelihood, model.logLikelihood, 4)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('is no worse than no intercept at all, and its share lies between 0 and 1', () => {
    fc.assert(
      fc.property(groups, (data) => {
        const model = modelOf(data, 'ml')
        if (!model.ok) return
        const values = data.flat()
        const center = mean(values) ?? 0
        const variance = mean(values.map((value) => (value - center) ** 2)) ?? 0
        const pooled = (-values.length / 2) * (1 + Math.log(2 * Math.PI * variance))
        expect(model.logLikelihood).toBeGreaterThanOrEqual(pooled - 1e-6)
        expect(model.icc).toBeGreaterThanOrEqual(0)
        expect(model.icc).toBeLessThan(1)
      }),
      { numRuns: 60 },
    )
  })

  test('says why there is none', () => {
    expect(modelOf([[1, 2, 3]])).toEqual({ ok: false, reason: 'few' })
    expect(modelOf([[1], [2], [3]])).toEqual({ ok: false, reason: 'few' })
    expect(modelOf([[3, 3], [3]])).toEqual({ ok: false, reason: 'no-spread' })
    expect(modelOf([[0.1, 0.1, 0.1], [0.1]])).toEqual({ ok: false, reason: 'no-spread' })
    expect(
      modelOf([
        [1, 1],
        [5, 5],
        [2, 2],
      ]),
    ).toEqual({ ok: false, reason: 'no-spread' })
    const twice = [1, 1, 1, 1]
    expect(randomIntercept({ columns: [twice, twice], y: [1, 2, 3, 5], groups: [1, 1, 2, 2] }, 'ml')).toEqual({
      ok: false,
      reason: 'collinear',
    })
  })

  test('searches where the bottom of a valley is', () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 5, noNaN: true }), (place) => {
        expectClose(
          goldenSection((x) => (x - place) ** 2, -4, 6),
          place,
          6,
        )
      }),
    )
  })
})

describe('shrunken means', () => {
  test('lie between the own mean and that of all, nearer to it the fewer people there are', () => {
    fc.assert(
      fc.property(groups, (data) => {
        const variances = groupVariances(data)
        if (!variances) return
        const means = shrunkenMeans(data, variances)
        for (const one of means) {
          if (!one) continue
          const [low, high] = [Math.min(one.own, variances.center), Math.max(one.own, variances.center)]
          expect(one.mean).toBeGreaterThanOrEqual(low - 1e-9)
          expect(one.mean).toBeLessThanOrEqual(high + 1e-9)
          expect(one.weight).toBeGreaterThanOrEqual(0)
          expect(one.weight).toBeLessThanOrEqual(1)
          for (const other of means)
            if (other && other.n > one.n) expect(other.weight).toBeGreaterThanOrEqual(one.weight)
        }
      }),
    )
  })

  test('are all the same where groups do not differ, and then have no error; nobody has no mean', () => {
    const alike = groupVariances([
      [1, 5],
      [5, 1],
    ])
    expect(alike?.between).toBe(0)
    expect(alike && shrunkenMeans([[1, 5], [5], []], alike)).toEqual([
      { n: 2, own: 3, weight: 0, mean: 3, se: undefined },
      { n: 1, own: 5, weight: 0, mean: 3, se: undefined },
      undefined,
    ])
    expect(shrunkenMeans([[3, 3]], { between: 0, within: 0, center: 3 })).toEqual([undefined])
    expect(groupVariances([[1, 2]])).toBeUndefined()
    expect(groupVariances([[1], [2]])).toBeUndefined()
  })
})

describe('two sides', () => {
  const pairs = fc.array(fc.tuple(score, score), { minLength: 2, maxLength: 20 })
  const turn = (data: [number, number][]) => data.map(([a, b]): [number, number] => [b, a])
  const describePairs = (data: readonly (readonly [number, number])[]) => {
    const { doubleEntry, oneWay, pearson } = dyadicAgreement(data)
    const twoWay = intraclassTwoWay(data)
    const [a, c] = [twoWay?.agreement.value, twoWay?.consistency.value]
    return { doubleEntry, oneWay, r: pearson?.r, a, c }
  }

  test('agree alike whichever comes first, in any order and from any zero, within −1 and 1', () => {
    fc.assert(
      fc.property(pairs, score, (data, shift) => {
        const own = describePairs(data)
        const others = [
          describePairs(turn(data)),
          describePairs([...data].reverse()),
          describePairs(data.map(([a, b]) => [a + shift, b + shift])),
        ]
        for (const key of ['doubleEntry', 'oneWay', 'a', 'c'] as const) {
          const value = own[key]
          if (value === undefined) continue
          expect(value).toBeLessThanOrEqual(1 + 1e-9)
          // of a handful of rows the estimate of ICC(A,1) can fall below −1
          if (key !== 'a') expect(value).toBeGreaterThanOrEqual(-1 - 1e-9)
          for (const other of others) expectClose(other[key], value, 6)
        }
        if (own.doubleEntry !== undefined && own.oneWay !== undefined)
          expect(own.oneWay).toBeGreaterThanOrEqual(own.doubleEntry - 1e-9)
      }),
    )
  })

  test('that say the same agree by 1; a constant difference leaves only their consistency', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 20 }), (values) => {
        const same = describePairs(values.map((value) => [value, value] as const))
        for (const value of Object.values(same)) expectClose(value, 1)
        const higher = describePairs(values.map((value) => [value + 10, value] as const))
        expectClose(higher.r, 1)
        expectClose(higher.c, 1)
        expect(higher.a).toBeLessThan(1)
        expect(higher.doubleEntry).toBeLessThan(1)
      }),
    )
    expect(dyadicAgreement([])).toEqual({ n: 0, doubleEntry: undefined, oneWay: undefined, pearson: undefined })
    expect(describePairs([[3, 3]])).toEqual({})
    expect(intraclassTwoWay([[1, 2], [3]])).toBeUndefined()
    expect(intraclassTwoWay([[1], [3]])).toBeUndefined()
    expect(
      intraclassTwoWay([
        [3, 3],
        [3, 3],
      ]),
    ).toBeUndefined()
  })

  test('hold each intraclass correlation inside its interval', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(score, score, score), { minLength: 4, maxLength: 20 }), (data) => {
        for (const { value, interval } of Object.values(intraclassTwoWay(data) ?? {})) {
          if (!interval || value > 1 - 1e-6) continue
          expect(interval.low).toBeLessThanOrEqual(value + 1e-6)
          expect(interval.high).toBeGreaterThanOrEqual(value - 1e-6)
        }
      }),
    )
  })

  test('have a gap as reliable as their scores where they do not correlate, and less so where they do', () => {
    const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), share, share, (sd, reliability, r) => {
        const side = { sd, reliability }
        expectClose(gapReliability(side, side, 0), reliability)
        const value = gapReliability(side, side, r)
        if (r === 1) expect(value).toBeUndefined()
        else expect(value).toBeLessThanOrEqual(reliability + 1e-9)
      }),
    )
    expect(gapReliability({ sd: 1, reliability: 1 }, { sd: 1, reliability: 1 }, 2)).toBeUndefined()
    expect(gapReliability({ sd: -1, reliability: 1 }, { sd: 1, reliability: 1 }, 0)).toBeUndefined()
  })

  const grid = Array.from({ length: 25 }, (_, index) => ({ first: (index % 5) + 1, second: Math.floor(index / 5) + 1 }))

  test('make the surface that made the outcome, and turned round only who is higher changes', () => {
    const coefficient = fc.integer({ min: -30, max: 30 }).map((tenths) => tenths / 10)
    fc.assert(
      fc.property(fc.tuple(coefficient, coefficient, coefficient, coefficient, coefficient), ([b1, b2, b3, b4, b5]) => {
        const points = grid.map(({ first, second }) => {
          const [b, s] = [first - 3, second - 3]
          return { first, second, outcome: 2 + b1 * b + b2 * s + b3 * b * b + b4 * b * s + b5 * s * s }
        })
        const [surface, turned] = [
          responseSurface(points, 3),
          responseSurface(
            points.map(({ first, second, outcome }) => ({ first: second, second: first, outcome })),
            3,
          ),
        ]
        if (!surface.ok || !turned.ok) throw new Error('the grid determines the surface')
        expectClose(surface.a1.estimate, b1 + b2)
        expectClose(surface.a2.estimate, b3 + b4 + b5)
        expectClose(surface.a3.estimate, b1 - b2)
        expectClose(surface.a4.estimate, b3 - b4 + b5)
        expectClose(turned.a1.estimate, surface.a1.estimate)
        expectClose(turned.a3.estimate, -surface.a3.estimate)
        expectClose(turned.a4.estimate, surface.a4.estimate)
      }),
      { numRuns: 40 },
    )
    expect(responseSurface([], 3)).toEqual({ ok: false, reason: 'few' })
    const same = grid.map(({ first }) => ({ first, second: first, outcome: first }))
    expect(responseSurface(same, 3)).toEqual({ ok: false, reason: 'collinear' })
  })

  test('have the same effects of actor and partner whichever comes first', () => {
    const pair = fc.record({ predictor: fc.tuple(score, score), outcome: fc.tuple(score, score) })
    fc.assert(
      fc.property(fc.array(pair, { minLength: 6, maxLength: 20 }), (data) => {
        const turned = data.map(({ predictor: [a, b], outcome: [c, d] }) => ({
          ...{ predictor: [b, a] as const, outcome: [d, c] as const },
        }))
        const [there, back] = [actorPartner(data), actorPartner(turned)]
        expect(there.ok).toBe(back.ok)
        if (!there.ok || !back.ok) return
        expectClose(back.second.actor.estimate, there.first.actor.estimate, 6)
        expectClose(back.first.partner.estimate, there.second.partner.estimate, 6)
        if (there.residualCorrelation !== undefined && back.residualCorrelation !== undefined)
          expectClose(back.residualCorrelation, there.residualCorrelation, 6)
      }),
      { numRuns: 60 },
    )
    expect(actorPartner([])).toEqual({ ok: false, reason: 'few' })
    const perfect = grid.slice(0, 12).map(({ first, second }) => ({
      predictor: [first, second] as const,
      outcome: [2, 3] as const,
    }))
    const model = actorPartner(perfect)
    expect(model.ok && model.residualCorrelation).toBeUndefined()
  })
})

describe('resampling', () => {
  test('gives numbers from 0 to below 1, spread evenly, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [one, two, other] = [seededRandom(seed), seededRandom(seed), seededRandom(seed + 1)]
        const [first, second, third] = [one, two, other].map((next) => Array.from({ length: 20 }, next))
        expect(first).toEqual(second)
        expect(first).not.toEqual(third)
        expect(first?.every((value) => value >= 0 && value < 1)).toBe(true)
      }),
    )
    const next = seededRandom(20_261_124)
    const counts = new Array<number>(20).fill(0)
    for (let draw = 0; draw < 20_000; draw += 1) {
      const place = Math.floor(next() * 20)
      counts[place] = (counts[place] ?? 0) + 1
    }
    // χ² with 19 degrees of freedom: above 43.8 once in a thousand
    expect(counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(43.8)
  })

  test('covers the mean of the sample, with the same seed by the same interval', () => {
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 30 }), fc.integer(), (sample, seed) => {
        const options = { seed, repetitions: 400 }
        const interval = bootstrapInterval(sample, mean, options)
        expect(bootstrapInterval(sample, mean, options)).toEqual(interval)
        const center = mean(sample) ?? Number.NaN
        expect(interval?.used).toBe(400)
        expect(interval?.low).toBeLessThanOrEqual(center + 1e-9)
        expect(interval?.high).toBeGreaterThanOrEqual(center - 1e-9)
      }),
      { numRuns: 40 },
    )
  })

  test('covers the truth about as often as it says', () => {
    const next = seededRandom(7)
    let covered = 0
    for (let study = 0; study < 200; study += 1) {
      const sample = Array.from({ length: 40 }, () => next() + next() + next())
      const interval = bootstrapInterval(sample, mean, { seed: study, repetitions: 500 })
      if (interval && interval.low <= 1.5 && interval.high >= 1.5) covered += 1
    }
    expect(covered).toBeGreaterThan(178)
    expect(covered).toBeLessThan(199)
  })

  test('is not defined without cases, draws or a level, and where most draws have no value', () => {
    expect(bootstrapInterval([], mean, { seed: 1 })).toBeUndefined()
    expect(bootstrapInterval([1, 2], mean, { seed: 1, repetitions: 0 })).toBeUndefined()
    expect(bootstrapInterval([1, 2], mean, { seed: 1, level: 1 })).toBeUndefined()
    expect(bootstrapInterval([1, 2], () => undefined, { seed: 1 })).toBeUndefined()
    const sometimes = (drawn: readonly number[]) => (drawn.includes(1) ? mean(drawn) : undefined)
    expect(bootstrapInterval([1, 2], sometimes, { seed: 1, repetitions: 1000 })?.used).toBeLessThan(1000)
  })
})
