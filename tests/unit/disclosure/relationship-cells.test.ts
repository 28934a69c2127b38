import { describe, expect, test } from 'vitest'
import { HEALTH_PARTS } from '#app/studies/health-weights'
import type { ScoresOfResponse } from '#app/trust/scored-response'
import { ATTRIBUTED, answersOf, POOLED_5, publishRelationship } from './make-answers'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const trusts =
  (...values: number[]) =>
  (_: string, place: number): ScoresOfResponse => ({ trust: values[place] ?? null, unproductive: 20 })

describe('health', () => {
  const PARTS = [...HEALTH_PARTS]
  const allParts = (_: string, place: number) => Object.fromEntries(PARTS.map((part) => [part, 40 + 5 * place]))
  const publish = (buyers: number, suppliers: number, policy?: typeof ATTRIBUTED) =>
    publishRelationship(
      {
        current: {
          buyer: answersOf(LETTERS.slice(0, buyers), allParts),
          supplier: answersOf(LETTERS.slice(-suppliers), allParts),
        },
        ...(policy && { policy }),
      },
      PARTS,
    )

  test('of both sides tells the band of the side with fewer people', () => {
    expect(publish(4, 9)).toMatchObject({
      'health buyer level': { n: 3, nTo: 4 },
      'health supplier level': { n: 5, nTo: 9 },
      'health both level': { n: 3, nTo: 4 },
    })
  })

  test('is withheld where the parts are', () => {
    const cells = publish(2, 9)
    expect(cells['health buyer level']).toMatchObject({ status: 'withheld', reason: 'minimum' })
    expect(cells['health supplier level']?.status).toBe('released')
    expect(cells['health both level']).toMatchObject({ status: 'withheld', reason: 'minimum' })
  })

  test('of both sides is the middle of the two, with the middle of their intervals', () => {
    const {
      'health buyer level': buyer,
      'health supplier level': supplier,
      'health both level': both,
    } = publish(...([4, 9, ATTRIBUTED] as const))
    if (buyer?.status !== 'released' || supplier?.status !== 'released' || both?.status !== 'released')
      throw new Error('where answers are attributed everything is released')
    expect([buyer.n, supplier.n, both.n]).toEqual([4, 9, 4])
    for (const name of ['mean', 'se', 'low', 'high'] as const)
      expect(both[name], name).toBeCloseTo(((buyer[name] ?? Number.NaN) + (supplier[name] ?? Number.NaN)) / 2, 10)
    expect(both.sd).toBeUndefined()
  })

  test('has no interval for both sides where one side has none', () => {
    for (const [buyers, suppliers] of [
      [1, 9],
      [9, 1],
    ] as const)
      expect(publish(buyers, suppliers, ATTRIBUTED)['health both level']).toMatchObject({
        ...{ n: 1, se: undefined, low: undefined, high: undefined },
      })
  })

  test('is not spoken of where too little of it was asked', () => {
    const cells = publishRelationship({ current: { buyer: answersOf('abc', trusts(40, 50, 60)) } })
    expect(Object.keys(cells).filter((key) => key.startsWith('health'))).toEqual([])
  })

  test('leaves out what is none of its parts, and parts that were withheld', () => {
    // only two of four have a value for voice: what is left is the other parts, which all say 60
    const scores = (person: string) => ({
      ...Object.fromEntries(PARTS.map((part) => [part, part === 'unproductive' ? 40 : 60])),
      ...{ voice: person < 'c' ? 0 : null, dependence: 0 },
    })
    const cells = publishRelationship({ current: { buyer: answersOf('abcd', scores) } }, [...PARTS, 'dependence'])
    expect(cells['voice buyer level']).toMatchObject({ status: 'withheld' })
    expect(cells['health buyer level']).toMatchObject({ status: 'released', mean: 60, n: 3, nTo: 4 })
  })
})

test('health is told of as many people as its part with the fewest, whoever answered other questions', () => {
  const parts = [...HEALTH_PARTS]
  const publish = (few: string) =>
    publishRelationship(
      {
        current: {
          buyer: answersOf('abcdef', (person) => ({
            ...Object.fromEntries(parts.map((part) => [part, 50])),
            ...{ dependence: 50, [few]: person < 'd' ? 50 : null },
          })),
        },
      },
      [...parts, 'dependence'],
    )['health buyer level']
  expect(publish('dependence')).toMatchObject({ n: 5, nTo: 9 })
  for (const part of parts) expect(publish(part), part).toMatchObject({ n: 3, nTo: 4 })
})

describe('a share weighted by hours', () => {
  const share = (hours: number[], policy?: typeof ATTRIBUTED) =>
    publishRelationship(
      {
        current: {
          buyer: answersOf('abcd', (_, place) => ({ unproductive: 10 * place, time_hours: hours[place] ?? null })),
        },
        ...(policy && { policy }),
      },
      ['unproductive', 'time_hours'],
    )['unproductive_hours_weighted buyer level']

  test('is withheld where more than 60 % of the hours are those of one person, who would be the value', () => {
    expect(share([61, 13, 13, 13])).toMatchObject({ status: 'withheld', reason: 'dominance' })
    expect(share([13, 13, 13, 61])).toMatchObject({ status: 'withheld', reason: 'dominance' })
    expect(share([60, 20, 10, 10])).toMatchObject({ status: 'released', mean: 7 })
  })

  test('is shown in any case where people agreed to be seen by company', () => {
    expect(share([97, 1, 1, 1], ATTRIBUTED)).toMatchObject({ status: 'released', n: 4 })
  })
})

describe('the people who have both values of a comparison', () => {
  const publish = (without: string) =>
    publishRelationship({
      current: {
        buyer: answersOf('abcdefgh', (person, place) => ({
          ...{ trust: 40 + 5 * place, unproductive: without.includes(person) ? null : 20 },
        })),
      },
    })

  test('have a value of their own, of nobody else', () => {
    // a to e: 40 to 60
    expect(publish('fgh')['trust buyer matched']).toMatchObject({ status: 'released', mean: 50, n: 5, nTo: 9 })
  })

  test('are not spoken of where the others could be computed from them', () => {
    expect(publish('gh')['trust buyer level']).toMatchObject({ status: 'released' })
    expect(publish('gh')['trust buyer matched']).toBeUndefined()
    expect(publish('cdefgh')['trust buyer matched']).toBeUndefined()
  })
})

test('parts of the time are compared with nothing, though the same people are asked of trust', () => {
  const buyer = answersOf('abcdefgh', (person) => ({ time_price: 20, trust: person < 'f' ? 50 : null }))
  const keys = Object.keys(publishRelationship({ current: { buyer } }, ['trust', 'time_price', 'unproductive']))
  expect(keys).toContain('time_price buyer level')
  expect(keys.filter((key) => key.endsWith('matched'))).toEqual([])
})

describe('functions', () => {
  const publish = (functions: string[]) => {
    const buyer = answersOf(LETTERS.slice(0, functions.length), trusts(30, 40, 50, 60, 70, 80)).map((one, place) => ({
      ...{ ...one, function: functions[place] ?? '' },
    }))
    return publishRelationship({ current: { buyer } })
  }

  test('are told each by the answers of its own people', () => {
    const [purchasing, quality] = ['purchasing', 'quality']
    expect(publish([purchasing, quality, purchasing, quality, purchasing, quality])).toMatchObject({
      'trust buyer purchasing level': { status: 'released', mean: 50, n: 3 },
      'trust buyer quality level': { status: 'released', mean: 60, n: 3 },
    })
  })

  test('that are too small are not there at all, nor are others that would give them away', () => {
    const cells = publish(['purchasing', 'purchasing', 'purchasing', 'quality', 'quality'])
    expect(Object.values(cells).filter((cell) => cell.function !== '')).toEqual([])
  })

  test('have values that are no means, such as shares weighted by hours, where people are seen by company name alone', () => {
    const keys = (policy?: typeof ATTRIBUTED) => {
      const buyer = answersOf('abcdef', (_, place) => ({ unproductive: 10 * place, time_hours: 5 + place }))
      const own = buyer.map((one, place) => ({ ...one, function: place % 2 ? 'quality' : 'purchasing' }))
      const asked = ['unproductive', 'time_hours']
      return Object.entries(publishRelationship({ current: { buyer: own }, ...(policy && { policy }) }, asked))
        .filter(([, cell]) => cell.function === 'quality')
        .map(([, { index, status }]) => `${index} ${status}`)
    }
    expect(keys()).toEqual(['unproductive released'])
    expect(keys(ATTRIBUTED)).toEqual(['unproductive released', 'unproductive_hours_weighted released'])
  })

  test('of which there is one alone are the whole side, and not told again', () => {
    expect(Object.values(publish(['quality', 'quality', 'quality'])).filter((cell) => cell.function !== '')).toEqual([])
  })
})

describe('the interval by what sides have in common', () => {
  // 1.96 · 18 · √(1/n)
  const half = (...sizes: number[]) =>
    expect.closeTo(1.959963984540054 * 18 * Math.sqrt(sizes.reduce((sum, n) => sum + 1 / n, 0)), 8)
  const publish = (buyers: string, suppliers: string, policy?: typeof ATTRIBUTED) =>
    publishRelationship({
      current: {
        buyer: answersOf(buyers, trusts(40, 70, 50, 60, 55)),
        supplier: answersOf(suppliers, trusts(30, 20, 25, 35, 30)),
      },
      ...(policy && { policy }),
    })

  test('is told beside their own where fewer than four answered, and of what draws on them', () => {
    const cells = publish('abcde', 'yz', ATTRIBUTED)
    expect(cells['trust buyer level']).toMatchObject({ n: 5, indicative: undefined })
    expect(cells['trust supplier level']).toMatchObject({ n: 2, low: expect.any(Number), indicative: half(2) })
    expect(cells['trust_gap both level']).toMatchObject({ indicative: half(5, 2) })
    const middle = publish('abcde', 'yz', ATTRIBUTED)['mutual_trust_mean both level']
    expect(middle).toMatchObject({ indicative: expect.closeTo((1.959963984540054 * 18 * Math.sqrt(0.7)) / 2, 8) })
    expect(publish('a', 'yz', ATTRIBUTED)['trust buyer level']).toMatchObject({ low: undefined, indicative: half(1) })
    expect(publish('abcde', 'vwxyz', ATTRIBUTED)['trust_gap both level']).toMatchObject({ indicative: undefined })
  })

  test('is the one that is told where answers are confidential, and marked as such', () => {
    // of 5–9 people 5
    const told = Math.round((1.959963984540054 * 18) / Math.sqrt(5))
    expect(publish('abcde', 'yz')['trust buyer level']).toMatchObject({
      ...{ mean: 55, low: 55 - told, high: 55 + told, indicative: told },
    })
  })
})

describe('the change since the wave before', () => {
  const publish = (before: string, after: string, policy?: typeof ATTRIBUTED) =>
    publishRelationship({
      // who answers for the first time says 90
      previous: { buyer: answersOf(before, (_, place) => ({ trust: 40 + 2 * place, unproductive: 20 })) },
      current: {
        buyer: answersOf(after, (person, place) => ({
          trust: before.includes(person) ? 50 + 3 * place : 90,
          unproductive: 20,
        })),
      },
      ...(policy && { policy }),
    })

  test('is later minus earlier, of all and of the people who answered both times', () => {
    expect(publish('abcd', 'abcd')).toMatchObject({
      'trust buyer change': { status: 'released', mean: 12, n: 3, nTo: 4, scope: 'relationship', scopeKey: 'x' },
      'trust buyer panel-change': { status: 'released', mean: 12, n: 3, nTo: 4 },
    })
    // reliable beyond 1.96 · 18 · √(1/3 + 1/3), of 3–4 people each; by name of as many as they are
    expect(publish('abcd', 'abcd')['trust buyer change']).toMatchObject({ indicative: 29 })
    expect(publish('abcdefg', 'abcdxyz', ATTRIBUTED)).toMatchObject({
      'trust buyer change': { indicative: expect.closeTo(1.959963984540054 * 18 * Math.sqrt(2 / 7), 8) },
      'trust buyer panel-change': { indicative: expect.closeTo(1.959963984540054 * 18 * Math.sqrt(2 / 4), 8) },
    })
    // of all 43 becomes 68, of those who stayed 42 becomes 53
    expect(publish('abcdefg', 'abcdxyz', ATTRIBUTED)).toMatchObject({
      'trust buyer change': { mean: expect.closeTo((50 + 53 + 56 + 59 + 270) / 7 - 46, 10) },
      'trust buyer panel-change': { n: 4, mean: expect.closeTo(54.5 - 43, 10) },
    })
  })

  test('of large sides is reliable by their own spreads where no small ones say what people differ by', () => {
    const trust = (from: number) => (_: string, place: number) => ({ trust: from + 2 * place })
    const publishLarge = (people: string) =>
      publishRelationship({
        previous: { buyer: answersOf(people, trust(20)) },
        current: { buyer: answersOf(people, trust(60)) },
        spreads: new Map(),
      })['trust buyer change']
    const change = publishLarge('abcdefghijkl')
    if (change?.status !== 'released' || change.high === undefined) throw new Error('twelve people tell their spread')
    expect(change).toMatchObject({ mean: 40, indicative: change.high - change.mean })
    // nine do not
    expect(publishLarge('abcdefghi')).toMatchObject({ mean: 40, low: undefined, indicative: undefined })
  })

  test('of all is not told where a few people came or went', () => {
    expect(publish('abcd', 'abcde')['trust buyer change']).toBeUndefined()
    expect(publish('abcde', 'abcd')['trust buyer change']).toBeUndefined()
    expect(publish('abcd', 'abcdxyz')['trust buyer change']).toBeDefined()
  })

  test('of the people who stayed is not told where it would tell of the few who did not', () => {
    expect(publish('abcde', 'abcd')['trust buyer panel-change']).toBeUndefined()
    expect(publish('abcd', 'abcde')['trust buyer panel-change']).toBeUndefined()
    expect(publish('abcdxyz', 'abcduvw')['trust buyer panel-change']).toBeDefined()
  })

  test('of the people who stayed leaves out whoever has no value in one of the waves', () => {
    const answers = (without: string, value: number) =>
      answersOf('abcdef', (person) => ({ trust: without.includes(person) ? null : value, unproductive: 20 }))
    const cells = (before: string, after: string) =>
      publishRelationship({
        ...{ previous: { buyer: answers(before, 40) }, current: { buyer: answers(after, 55) }, policy: ATTRIBUTED },
      })['trust buyer panel-change']
    expect(cells('f', 'e')).toMatchObject({ n: 4, mean: 15 })
    expect(cells('', 'ef')).toMatchObject({ n: 4, mean: 15 })
    expect(cells('ef', '')).toMatchObject({ n: 4, mean: 15 })
  })

  test('does not give away a level before that was withheld', () => {
    // nobody left and enough people came, but the change would tell the mean of a and b
    const keys = Object.keys(publish('ab', 'abxyz')).filter((key) => key.endsWith('change'))
    expect(keys).toEqual([])
  })

  test('is not told where one of the two levels is not', () => {
    const keys = (before: string, after: string) =>
      Object.keys(publish(before, after)).filter((key) => key.endsWith('change'))
    expect(keys('ab', 'xyz')).toEqual([])
    expect(keys('abc', 'xy')).toEqual([])
    expect(keys('', 'abc')).toEqual([])
    expect(keys('abc', 'xyz')).toEqual(['trust buyer change', 'unproductive buyer change'])
  })

  test('is told of means alone, not of shares weighted by hours', () => {
    const answers = answersOf('abcd', () => ({ unproductive: 20, time_hours: 5 }))
    const cells = publishRelationship({ current: { buyer: answers }, previous: { buyer: answers } }, [
      ...['unproductive', 'time_hours'],
    ])
    expect(Object.keys(cells).filter((key) => key.endsWith('change'))).toEqual([
      ...['unproductive buyer change', 'unproductive buyer panel-change'],
    ])
  })
})

test('where pools are promised, no relationship shows a number by itself', () => {
  const answers = (firm: string) => answersOf('abcdefgh', trusts(10, 20, 30, 40, 50, 60, 70, 80), firm)
  const waves = { buyer: answers('Gulf'), supplier: answers('Valves') }
  const cells = publishRelationship({ current: waves, previous: waves, policy: POOLED_5 })
  expect(Object.values(cells).filter(({ status }) => status === 'released')).toEqual([])
})
