// Values of R for seven relationships that are written out here, and where a measure of two sides is just not defined any more.
import { describe, expect, test } from 'vitest'
import { actorPartner } from '#app/statistics/dyads/actor-partner'
import { dyadicAgreement } from '#app/statistics/dyads/dyadic-agreement'
import { gapReliability } from '#app/statistics/dyads/gap-reliability'
import { intraclassTwoWay } from '#app/statistics/dyads/intraclass-two-way'
import { responseSurface } from '#app/statistics/dyads/response-surface'

const close = (value: number) => expect.closeTo(value, 11)
const a = [3, 4, 2, 5, 4, 6, 3]
const b = [4, 4, 3, 6, 3, 6, 5]
const outcomes = [
  [3, 5, 2, 6, 4, 6, 4],
  [4, 4, 2, 6, 4, 5, 5],
]
const pairs = a.map((value, index) => [value, b[index] ?? 0] as const)
const both = pairs.map((predictor, index) => ({
  predictor,
  outcome: [outcomes[0]?.[index] ?? 0, outcomes[1]?.[index] ?? 0] as const,
}))

test('agreement of pairs equals cor() and aov() of R', () => {
  expect(dyadicAgreement(pairs)).toMatchObject({
    n: 7,
    doubleEntry: close(0.631578947368421),
    oneWay: close(0.675675675675676),
  })
  expect(dyadicAgreement([])).toEqual({ n: 0, doubleEntry: undefined, oneWay: undefined, pearson: undefined })
  expect(dyadicAgreement([[1, 4]])).toMatchObject({ n: 1, doubleEntry: -1, oneWay: undefined, pearson: undefined })
  expect(
    dyadicAgreement([
      [3, 3],
      [3, 3],
    ]),
  ).toMatchObject({ n: 2, doubleEntry: undefined, oneWay: undefined })
})

describe('two-way intraclass correlations', () => {
  test('equal psych::ICC() of R, with intervals of 90 per cent', () => {
    expect(intraclassTwoWay(pairs, 0.9)).toEqual({
      agreement: {
        value: close(0.684210526315789),
        interval: { low: close(0.180898703381352), high: close(0.913367280082782) },
      },
      consistency: {
        value: close(0.722222222222222),
        interval: { low: close(0.182769823506133), high: close(0.927430973734209) },
      },
    })
  })
  test('of four judges equal it too', () => {
    // Shrout & Fleiss 1979, table 2
    const judged = [
      [9, 2, 5, 8],
      [6, 1, 3, 2],
      [8, 4, 6, 8],
      [7, 1, 2, 6],
      [10, 5, 6, 9],
      [6, 2, 4, 7],
    ]
    expect(intraclassTwoWay(judged)).toEqual({
      agreement: {
        value: close(0.289763779527559),
        interval: { low: close(0.018786513374712), high: close(0.761084369648953) },
      },
      consistency: {
        value: close(0.714840714840715),
        interval: { low: close(0.342464765033925), high: close(0.94585825995536) },
      },
    })
  })
  test('have no interval where the sides agree, up to a constant too', () => {
    const same = intraclassTwoWay([
      [1, 1],
      [4, 4],
      [2, 2],
    ])
    expect(same).toEqual({
      agreement: { value: 1, interval: undefined },
      consistency: { value: 1, interval: undefined },
    })
    const higher = intraclassTwoWay([
      [1, 2],
      [4, 5],
      [2, 3],
    ])
    expect(higher?.consistency).toEqual({ value: 1, interval: undefined })
    expect(higher?.agreement.value).toBeCloseTo(7 / 8.5, 12)
    expect(higher?.agreement.interval).toBeUndefined()
  })
  test('need two rows and two sides that differ', () => {
    for (const rows of [
      [],
      [[1, 2]],
      [[1], [2]],
      [
        [3, 3],
        [3, 3],
      ],
      [[1, 2], [3]],
      [
        [1, 2],
        [3, 4, 5],
      ],
    ])
      expect(intraclassTwoWay(rows)).toBeUndefined()
  })
})

describe('actor and partner', () => {
  test('equal two calls of lm() in R, with intervals of 90 per cent', () => {
    expect(actorPartner(both, 0.9)).toMatchObject({
      ...{ ok: true, n: 7, residualCorrelation: close(0.510885369729709) },
      first: {
        intercept: { estimate: close(-0.272727272727273), se: close(0.833776569452869) },
        actor: { estimate: close(0.829545454545455), low: close(0.303371591345303), high: close(1.35571931774561) },
        partner: { estimate: close(0.306818181818182), low: close(-0.249446659463509), high: close(0.863083023099873) },
        rSquared: close(0.906068665377176),
      },
      second: {
        actor: { estimate: close(0.681818181818182), p: close(0.130277503610739) },
        partner: { estimate: close(0.204545454545455), p: close(0.579321367962606) },
        rSquared: close(0.746900826446281),
      },
    })
  })
  test('have nothing left over to correlate where one side is explained but for rounding', () => {
    const [first, second] = [0, 1].map((exact) =>
      actorPartner(
        both.map(({ predictor, outcome }) => {
          const made = 0.1 * predictor[exact as 0 | 1] + 0.7
          return { predictor, outcome: exact === 0 ? ([made, outcome[1]] as const) : ([outcome[0], made] as const) }
        }),
      ),
    )
    for (const one of [first, second]) expect(one).toMatchObject({ ok: true, residualCorrelation: undefined })
  })
  test('need four pairs, and sides that do not say the same', () => {
    expect(actorPartner(both.slice(0, 3))).toEqual({ ok: false, reason: 'few' })
    expect(actorPartner(both.slice(0, 4)).ok).toBe(true)
    const alike = both.map(({ predictor, outcome }) => ({ predictor: [predictor[0], predictor[0]] as const, outcome }))
    expect(actorPartner(alike)).toEqual({ ok: false, reason: 'collinear' })
  })
})

test('a surface needs seven points', () => {
  const points = Array.from({ length: 9 }, (_, index) => ({
    ...{ first: 1 + ((index * 3) % 7), second: 1 + ((index * 5) % 6), outcome: 2 + ((index * 4) % 5) },
  }))
  expect(responseSurface(points.slice(0, 6), 4)).toEqual({ ok: false, reason: 'few' })
  expect(responseSurface(points.slice(0, 7), 4).ok).toBe(true)
  expect(
    responseSurface(
      points.map((point) => ({ ...point, second: point.first })),
      4,
    ),
  ).toEqual({ ok: false, reason: 'collinear' })
})

describe('the reliability of a gap', () => {
  const side = (sd: number, reliability: number) => ({ sd, reliability })
  test('follows from both sides', () => {
    // (4 * .8 + 9 * .9 - 2 * .5 * 2 * 3) / (4 + 9 - 2 * .5 * 2 * 3)
    expect(gapReliability(side(2, 0.8), side(3, 0.9), 0.5)).toBeCloseTo(5.3 / 7, 14)
    expect(gapReliability(side(1, 0.8), side(1, 0.8), -1)).toBeCloseTo(3.6 / 4, 14)
    expect(gapReliability(side(0, 0.8), side(3, 0.9), 1)).toBeCloseTo(0.9, 14)
  })
  test('is not defined without a gap that differs, or for what is no correlation or spread', () => {
    expect(gapReliability(side(1, 0.8), side(1, 0.8), 1)).toBeUndefined()
    expect(gapReliability(side(0, 0.8), side(0, 0.8), 0)).toBeUndefined()
    for (const r of [1.01, -1.01, Number.NaN]) expect(gapReliability(side(1, 0.8), side(2, 0.8), r)).toBeUndefined()
    expect(gapReliability(side(-1, 0.8), side(2, 0.8), 0.2)).toBeUndefined()
    expect(gapReliability(side(1, 0.8), side(-2, 0.8), 0.2)).toBeUndefined()
  })
})
