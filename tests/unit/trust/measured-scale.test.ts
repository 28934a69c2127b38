// A scale as it is gathered relationship by relationship, against the same statistics of all answers at once.
import { describe, expect, test } from 'vitest'
import { icc1, icc2, iccIntervals, typicalGroupSize } from '#app/statistics/agreement/intraclass-correlation'
import { oneWayAnova } from '#app/statistics/agreement/one-way-anova'
import {
  slightlySkewedNullVariance,
  uniformNullVariance,
  withinGroupAgreement,
} from '#app/statistics/agreement/within-group-agreement'
import { mean } from '#app/statistics/descriptive/mean'
import { quantile } from '#app/statistics/descriptive/quantile'
import { standardDeviation } from '#app/statistics/descriptive/standard-deviation'
import { describeReliability } from '#app/statistics/reliability/describe-reliability'
import { makeScaleMeasurement } from '#app/trust/measure-scale'
import { makeWaveMeasurement, sumAnswering, type WaveResponse } from '#app/trust/measure-wave'
import { measuredScales, type ScaleDefinition } from '#app/trust/measured-scales'
import { makeAgreement, makeInstrument } from '#tests/unit/instruments/make-instrument'

const scaleOf = (...ids: string[]): ScaleDefinition => ({
  ...{ construct: 'trust', side: 'buyer', minimum: 1, maximum: 7 },
  items: ids.map((id) => ({ id, isReversed: id === 'b' })),
})
const SCALE = scaleOf('a', 'b', 'c', 'd')

type Points = readonly (number | 'cannot_say' | 'not_applicable' | undefined)[]
/** Points as they count: `b` is answered the other way round. Undefined: not asked. */
const answersOf = (points: Points, scale = SCALE) =>
  Object.fromEntries(
    scale.items.flatMap(({ id, isReversed }, place) => {
      const point = points[place]
      if (point === undefined) return []
      return [[id, typeof point === 'string' ? { missing: point } : isReversed ? 8 - point : point] as const]
    }),
  )

const RELATIONSHIPS: readonly (readonly Points[])[] = [
  [
    [5, 6, 5, 7],
    [4, 4, 5, 4],
    [6, 6, 7, 7],
  ],
  [
    [2, 3, 2, 1],
    [3, 3, 4, 2],
  ],
  [
    [7, 6, 6, 7],
    [5, 5, 4, 6],
    [6, 7, 5, 5],
    [4, 'cannot_say', 4, 5],
  ],
  [
    [1, 2, 3, 2],
    [2, 'not_applicable', 'cannot_say', 2],
  ],
  [[4, 5, 4, 3]],
]

function measured(scale = SCALE, relationships = RELATIONSHIPS, languages = ['en']) {
  const measurement = makeScaleMeasurement(scale)
  let person = 0
  for (const responses of relationships)
    measurement.addRelationship(
      responses.map((points) => ({
        language: languages[person % languages.length] ?? 'en',
        person: person++,
        answers: answersOf(points, scale),
      })),
    )
  return measurement
}
const isComplete = (points: Points): points is number[] => points.every((point) => typeof point === 'number')
const numbers = (points: Points) => points.filter((point) => typeof point === 'number')

test('gives each coefficient under its name', () => {
  const rows = RELATIONSHIPS.flat().filter(isComplete)
  const report = describeReliability(rows)
  const groups = RELATIONSHIPS.map((responses) => responses.map((points) => mean(numbers(points)) ?? 0))
  const anova = oneWayAnova(groups)
  const size = typicalGroupSize(groups.map(({ length }) => length))
  if (!report || !anova || size === undefined) throw new Error('not defined')
  const intervals = iccIntervals(anova)
  const expected = {
    ...{ alpha: report.alpha, alpha_low: report.feldt?.low, alpha_high: report.feldt?.high },
    ...{ alpha_standardized: report.standardizedAlpha, mean_r: report.meanCorrelation },
    ...{ omega_minres: report.minres?.omegaTotal, omega_ml: report.ml?.omegaTotal },
    ...{ composite_reliability: report.ml?.compositeReliability, ave: report.ml?.averageVarianceExtracted },
    ...{ cfi: report.ml?.fit?.cfi, tli: report.ml?.fit?.tli, rmsea: report.ml?.fit?.rmsea },
    ...{ srmr: report.ml?.fit?.srmr, fit_p: report.ml?.fit?.p },
    ...{ icc1: icc1(anova), icc1_low: intervals?.icc1.low, icc1_high: intervals?.icc1.high },
    ...{ icc1_n0: icc1(anova, size), icc2: icc2(anova) },
    ...{ icc2_low: intervals?.icc2.low, icc2_high: intervals?.icc2.high },
  }
  const { coefficients, noFactorBecause } = measured().measure('') ?? {}
  for (const [name, value] of Object.entries(expected)) {
    expect(value, name).toBeTypeOf('number')
    expect(coefficients?.[name as keyof typeof expected], name).toBeCloseTo(value ?? Number.NaN, 9)
  }
  // all different, so that none stands under another's name
  expect(new Set(Object.values(coefficients ?? {}).map((value) => value?.toFixed(9))).size).toBeGreaterThan(18)
  expect(noFactorBecause).toEqual({ minres: null, ml: null })
})

test('gives items and agreement', () => {
  const rows = RELATIONSHIPS.flat().filter(isComplete)
  const report = describeReliability(rows)
  const { items, agreement, complete, relationships } = measured().measure('') ?? {}
  expect([complete, relationships]).toEqual([10, 5])
  items?.forEach((item, place) => {
    const points = rows.map((row) => row[place] ?? Number.NaN)
    expect(item.mean).toBeCloseTo(mean(points) ?? Number.NaN, 9)
    expect(item.sd).toBeCloseTo(standardDeviation(points) ?? Number.NaN, 9)
    expect(item.itemRest).toBeCloseTo(report?.items[place]?.itemRest ?? Number.NaN, 9)
    expect(item.alphaIfDeleted).toBeCloseTo(report?.items[place]?.alphaIfDeleted ?? Number.NaN, 9)
    expect(item.loading).toBeCloseTo(report?.ml?.standardizedLoadings[place] ?? Number.NaN, 9)
  })
  expect(items?.map(({ id, isReversed, missing }) => [id, isReversed, missing])).toEqual([
    ['a', false, { asked: 12, percent: { not_applicable: 0, cannot_say: 0, skipped: 0 } }],
    ['b', true, { asked: 12, percent: { not_applicable: 100 / 12, cannot_say: 100 / 12, skipped: 0 } }],
    ['c', false, { asked: 12, percent: { not_applicable: 0, cannot_say: 100 / 12, skipped: 0 } }],
    ['d', false, { asked: 12, percent: { not_applicable: 0, cannot_say: 0, skipped: 0 } }],
  ])
  for (const [model, variance] of [
    ['uniform', uniformNullVariance(7)],
    ['slightly_skewed', slightlySkewedNullVariance(7)],
  ] as const) {
    const values = RELATIONSHIPS.flatMap((responses) => {
      const value = withinGroupAgreement(responses.filter(isComplete), variance ?? Number.NaN)
      return value === undefined ? [] : [value]
    })
    const own = agreement?.[model]
    expect(own?.groups).toBe(3)
    expect(own?.mean).toBeCloseTo(mean(values) ?? Number.NaN, 9)
    expect(own?.lowerQuartile).toBeCloseTo(quantile(values, 0.25) ?? Number.NaN, 9)
    expect(own?.median).toBeCloseTo(quantile(values, 0.5) ?? Number.NaN, 9)
    expect(own?.upperQuartile).toBeCloseTo(quantile(values, 0.75) ?? Number.NaN, 9)
  }
})

describe('half of the items', () => {
  const scored = (points: Points) => {
    const measurement = measured(SCALE, [[points, [4, 4, 4, 4]]])
    const people = measurement.peopleOf('en')
    return [people?.asked.size, people?.scored.size, people?.complete.size]
  }
  test.each<[Points, number[]]>([
    [
      [5, 5, 5, 5],
      [2, 2, 2],
    ],
    [
      [5, 5, 5, 'cannot_say'],
      [2, 2, 1],
    ],
    [
      [5, 5, 'cannot_say', 'cannot_say'],
      [2, 2, 1],
    ],
    [
      [5, 'cannot_say', 'cannot_say', 'cannot_say'],
      [2, 1, 1],
    ],
    [
      ['cannot_say', 'cannot_say', 'cannot_say', 'cannot_say'],
      [2, 1, 1],
    ],
    // half of what was asked: two items were not
    [
      [5, undefined, undefined, undefined],
      [2, 2, 1],
    ],
    [
      [undefined, undefined, undefined, undefined],
      [1, 1, 1],
    ],
  ])('%j', (points, sizes) => expect(scored(points)).toEqual(sizes))
})

describe('what is not defined', () => {
  test('with one person there are means and nothing else', () => {
    const { items, coefficients, agreement, noFactorBecause } = measured(SCALE, [[[1, 2, 3, 4]]]).measure('') ?? {}
    expect(items?.map((item) => [item.mean, item.sd, item.itemRest, item.alphaIfDeleted, item.loading])).toEqual(
      [1, 2, 3, 4].map((point) => [point, null, null, null, null]),
    )
    expect(new Set(Object.values(coefficients ?? {}))).toEqual(new Set([null]))
    expect(agreement).toEqual({ uniform: null, slightly_skewed: null })
    expect(noFactorBecause).toEqual({ minres: 'no-variance', ml: 'no-variance' })
  })

  test('one item has a spread, and no factor for want of items', () => {
    const one = measured(scaleOf('a'), [
      [[1], [3]],
      [[5], [7]],
    ]).measure('')
    expect(one?.items).toMatchObject([{ mean: 4, itemRest: null, alphaIfDeleted: null, loading: null }])
    expect(one?.items[0]?.sd).toBeCloseTo(Math.sqrt(20 / 3), 12)
    expect(one?.coefficients).toMatchObject({ alpha: null, alpha_low: null, mean_r: null, omega_ml: null, cfi: null })
    expect(one?.coefficients.icc1).toBeCloseTo(14 / 18, 12)
    expect(one?.noFactorBecause).toEqual({ minres: 'few-items', ml: 'few-items' })
  })

  test('two items have an alpha, and no factor for want of items', () => {
    const two = measured(scaleOf('a', 'b'), [
      [
        [1, 2],
        [3, 3],
      ],
      [
        [5, 6],
        [7, 4],
      ],
    ]).measure('')
    expect(two?.coefficients.alpha).toBeGreaterThan(0)
    expect(two?.items[0]?.itemRest).toBeGreaterThan(0)
    expect(two?.items[0]?.loading).toBeNull()
    expect(two?.noFactorBecause).toEqual({ minres: 'few-items', ml: 'few-items' })
  })

  test('with nobody who answered all there is nothing', () => {
    const none = measured(SCALE, [[[5, 5, 5, 'cannot_say']]])
    expect(none.measure('')).toBeUndefined()
    expect(none.measure('en')).toBeUndefined()
    expect(none.measure('ar')).toBeUndefined()
    expect(none.peopleOf('ar')).toBeUndefined()
  })
})

describe('languages', () => {
  test('are counted each by itself, and all of them together', () => {
    const both = measured(SCALE, RELATIONSHIPS, ['en', 'ar'])
    expect(both.languages()).toEqual(['ar', 'en'])
    expect(both.peopleOf('en')?.asked.size).toBe(6)
    expect([...(both.peopleOf('ar')?.asked ?? [])]).toEqual([1, 3, 5, 7, 9, 11])
    const english = RELATIONSHIPS.flat().filter(
      (points, person): points is number[] => person % 2 === 0 && isComplete(points),
    )
    expect(both.measure('en')?.complete).toBe(english.length)
    expect(both.measure('en')?.coefficients.alpha).toBeCloseTo(describeReliability(english)?.alpha ?? Number.NaN, 9)
    expect(both.measure('en')?.items[1]?.missing?.asked).toBe(6)
    const together = both.measure('')
    const one = measured().measure('')
    expect(together?.items.map(({ missing }) => missing)).toEqual(one?.items.map(({ missing }) => missing))
    expect(together?.agreement.uniform?.groups).toBe(3)
    expect(together?.coefficients.icc1).toBeCloseTo(one?.coefficients.icc1 ?? Number.NaN, 12)
  })

  test('come together in the same order, whichever answered first: to the last digit', () => {
    const side = (language: string, shift: number) =>
      Array.from({ length: 2 * shift - 1 }, (_, place) => ({
        ...{ language, person: 100 * shift + place },
        answers: answersOf([0, 1, 2, 3].map((item) => 1 + ((shift * place + item * (place + 2) ** 2) % 7))),
      }))
    const sides = { ar: side('ar', 3), en: side('en', 4), fr: side('fr', 5) }
    const orders = [
      ['ar', 'en', 'fr'],
      ['en', 'fr', 'ar'],
      ['fr', 'ar', 'en'],
      ['fr', 'en', 'ar'],
    ] as const
    const [first, ...others] = orders.map((languages) => {
      const measurement = makeScaleMeasurement(SCALE)
      for (const language of languages) measurement.addRelationship(sides[language])
      expect(measurement.languages()).toEqual(['ar', 'en', 'fr'])
      const { items, coefficients } = measurement.measure('') ?? {}
      return { items, alpha: coefficients?.alpha, loadings: coefficients?.omega_ml }
    })
    expect(first?.alpha).toBeTypeOf('number')
    for (const other of others) expect(other).toEqual(first)
  })
})

describe('people of small groups', () => {
  const five: Points = [5, 5, 5, 5]
  const group = (size: number) => Array.from({ length: size }, () => five)

  test('are different people in groups below a size', () => {
    const some = measured(SCALE, [group(2), group(3), group(4)])
    expect([1, 2, 3, 4, 5, 9].map((size) => some.peopleOfSmallGroups('', size))).toEqual([0, 0, 2, 5, 9, 9])
    expect(some.peopleOfSmallGroups('en', 4)).toBe(5)
    expect(some.peopleOfSmallGroups('ar', 4)).toBe(0)
  })

  test('are counted to ten, and not in groups of ten', () => {
    const many = measured(SCALE, [group(9), group(9), group(10), group(11)])
    expect(many.peopleOfSmallGroups('', 9)).toBe(0)
    expect(many.peopleOfSmallGroups('', 10)).toBe(10)
    expect(many.peopleOfSmallGroups('', 11)).toBe(10)
    expect(measured(SCALE, [group(10)]).peopleOfSmallGroups('', 11)).toBe(0)
  })

  test('of one language are always in small groups where others of their side answered in another', () => {
    const mixed = measured(SCALE, [group(12)], ['en', 'ar'])
    expect(mixed.peopleOfSmallGroups('en', 1)).toBe(6)
    expect(mixed.peopleOfSmallGroups('', 1)).toBe(0)
    const many = measured(SCALE, [group(40)], ['en', 'ar'])
    expect(many.peopleOfSmallGroups('en', 1)).toBe(10)
  })

  test('somebody in several small groups is one', () => {
    const measurement = makeScaleMeasurement(SCALE)
    for (let round = 0; round < 3; round += 1)
      measurement.addRelationship([{ language: 'en', person: 7, answers: answersOf(five) }])
    expect(measurement.peopleOfSmallGroups('', 2)).toBe(1)
  })
})

describe('a wave', () => {
  const response = (side: 'buyer' | 'supplier', person: string, more: Partial<WaveResponse> = {}): WaveResponse => ({
    ...{
      side,
      person,
      language: 'en',
      firm: `firm of ${person}`,
      answers: answersOf([5, 4, 5, 4]),
      flags: [],
      ...more,
    },
  })

  test('counts responses, people and signs by side and language', () => {
    const wave = makeWaveMeasurement([SCALE, { ...SCALE, side: 'supplier', construct: 'other' }])
    wave.addRelationship([
      response('buyer', 'a', { flags: ['straight_line', 'fast'] }),
      response('buyer', 'b', { language: 'ar' }),
      response('supplier', 'c', { flags: ['fast'] }),
    ])
    wave.addRelationship([response('buyer', 'a', { flags: ['fast'] })])
    const of = (side: 'buyer' | 'supplier', language: string) => {
      const { people, ...own } = wave.answering[side].get(language) ?? {}
      return { ...own, people: [...(people ?? [])].map((number) => wave.register.personOf(number).person) }
    }
    expect(of('buyer', 'en')).toMatchObject({ responses: 2, people: ['a'], flags: { straight_line: 1, fast: 2 } })
    expect(of('buyer', 'ar')).toMatchObject({ responses: 1, people: ['b'], flags: { straight_line: 0, fast: 0 } })
    expect(of('supplier', 'en')).toMatchObject({ responses: 1, people: ['c'], flags: { fast: 1 } })
    expect(wave.answering.supplier.get('ar')).toBeUndefined()
    expect(sumAnswering(wave.answering.buyer.values())).toMatchObject({
      ...{ responses: 3, flags: { straight_line: 1, fast: 2 } },
    })
    expect(wave.scales.map(({ measurement }) => measurement.peopleOf('en')?.asked.size)).toEqual([1, 1])
    expect(sumAnswering([])).toMatchObject({ responses: 0, flags: { fast: 0 } })
  })

  test('measures the scales that each side is asked, in the order of the items', () => {
    const instrument = makeInstrument(
      [
        makeAgreement('a', { construct: 'one' }),
        makeAgreement('b', { construct: 'two', sides: ['supplier'] }),
        makeAgreement('c', { construct: 'one', isReversed: true, sides: ['buyer'] }),
        makeAgreement('d', { isAlone: true }),
      ],
      { minimum: 1, maximum: 5 },
    )
    const range = { minimum: 1, maximum: 5 }
    expect(measuredScales(instrument)).toEqual([
      {
        ...{ construct: 'one', side: 'buyer', ...range },
        items: [
          { id: 'a', isReversed: false },
          { id: 'c', isReversed: true },
        ],
      },
      { construct: 'one', side: 'supplier', ...range, items: [{ id: 'a', isReversed: false }] },
      { construct: 'two', side: 'supplier', ...range, items: [{ id: 'b', isReversed: false }] },
    ])
  })
})
