import { expect, test } from 'vitest'
import { INTERFACE_LANGUAGES } from '#app/i18n/languages'
import { textsOf } from '#app/i18n/texts-of'
import { indexRelationship } from '#app/trust/index-relationship'
import { INDEX_PLACES, INDICES, indicesAsked, isDifference } from '#app/trust/indices'
import { SIDES } from '#app/trust/scored-response'

test('every index has an id of its own', () => {
  const ids = INDICES.map((index) => index.id)
  expect(new Set(ids).size).toBe(ids.length)
})

test.each(INTERFACE_LANGUAGES)('every index has a name in %s', (language) => {
  const names = textsOf(language).results?.index as Record<string, string>
  expect(INDICES.filter(({ id }) => !names[id]).map(({ id }) => id)).toEqual([])
})

test('differences, and nothing else, are told with their sign', () => {
  const differences = INDICES.filter(({ id }) => isDifference(id)).map(({ id }) => id)
  expect(differences.toSorted()).toEqual([
    ...['continuity_gap', 'dependence_asymmetry', 'information_gap', 'promise_keeping_gap', 'service_gap'],
    ...['trust_gap', 'voice_gap'],
  ])
  expect(isDifference('unheard-of')).toBe(false)
})

test('an index is there where all scores that it needs are asked for', () => {
  const asked = (...scores: string[]) => indicesAsked(scores).map(({ id }) => id)
  expect(asked('unproductive')).toEqual(['unproductive'])
  expect(asked('unproductive', 'time_hours')).toEqual(['unproductive', 'unproductive_hours_weighted'])
  expect(asked()).toEqual([])
})

test('a relationship has the same places whoever answered, those of the pair only where their index is asked for', () => {
  const places = (responses: Parameters<typeof indexRelationship>[0], scores: string[]) =>
    indexRelationship(responses, indicesAsked(scores)).map(({ side, index }) => `${side} ${index}`)
  const nobody = places([], ['trust'])
  expect(nobody).toEqual([
    ...['buyer trust', 'supplier trust', 'both trust_gap', 'both mutual_trust_mean', 'both mutual_trust_min'],
  ])
  expect(places([{ side: 'buyer', scores: { trust: 50 } }], ['trust'])).toEqual(nobody)
  expect(places([], ['unproductive'])).toEqual(['buyer unproductive', 'supplier unproductive'])
  expect(indexRelationship([]).length + 3).toBe(INDEX_PLACES.length)
})

test('nothing is said of a pair from one of its sides', () => {
  const cells = indexRelationship([{ side: 'buyer', scores: { trust: 50 } }], indicesAsked(['trust']))
  expect(cells.filter(({ side }) => side === 'both').map(({ groupSizes, value }) => [...groupSizes, value])).toEqual(
    [1, 2, 3].map(() => [1, 0, undefined]),
  )
})

test('of both sides trust is the middle, no higher than that of the one who trusts less, and the gap is the buyer’s more', () => {
  const meanOf = (buyer: number, supplier: number) =>
    Object.fromEntries(
      indexRelationship(
        [
          { side: 'buyer', scores: { trust: buyer } },
          { side: 'supplier', scores: { trust: supplier } },
        ],
        indicesAsked(['trust']),
      ).map(({ index, value }) => [index, value?.mean]),
    )
  expect(meanOf(70, 40)).toMatchObject({ mutual_trust_mean: 55, mutual_trust_min: 40, trust_gap: 30 })
  expect(meanOf(40, 70)).toMatchObject({ mutual_trust_mean: 55, mutual_trust_min: 40, trust_gap: -30 })
})

test('mutual trust and interdependence have the interval of the sum of two means, halved', () => {
  const scores = { buyer: [60, 75, 90, 80], supplier: [40, 55, 50] }
  const cells = indexRelationship(
    SIDES.flatMap((side) => scores[side].map((trust) => ({ side, scores: { trust, dependence: 100 - trust } }))),
    indicesAsked(['trust', 'dependence']),
  )
  const of = (index: string) => cells.find((cell) => cell.index === index && cell.side === 'both')?.value
  // h <- t.test(c(60, 75, 90, 80), -c(40, 55, 50)); h$estimate[1] - h$estimate[2]; h$stderr / 2; h$conf.int / 2
  const expected = { mean: 62.29166666666667, se: 3.82449161472621, low: 52.40383334985925, high: 72.17949998347409 }
  for (const [name, value] of Object.entries(expected))
    expect(of('mutual_trust_mean')?.[name as keyof typeof expected], name).toBeCloseTo(value, 9)
  expect(of('interdependence_mean')?.low).toBeCloseTo(100 - expected.high, 9)
  expect(of('interdependence_mean')?.high).toBeCloseTo(100 - expected.low, 9)
  // of one person on a side there is none
  const one = indexRelationship(
    [
      ...[70, 80].map((trust) => ({ side: 'buyer' as const, scores: { trust } })),
      { side: 'supplier', scores: { trust: 40 } },
    ],
    indicesAsked(['trust']),
  ).find(({ index }) => index === 'mutual_trust_mean')
  expect(one?.value).toEqual({ mean: 57.5, sd: undefined, se: undefined, low: undefined, high: undefined })
})
