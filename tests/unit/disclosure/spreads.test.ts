// Spreads subtract as means do: what is told of a side and of a part of it tells that of the rest.
import { describe, expect, test } from 'vitest'
import { makeCommonSpreads } from '#app/disclosure/common-spreads'
import { makePoolCells, poolKey } from '#app/disclosure/pool-cells'
import type { ReleasedCell } from '#app/disclosure/release'
import { releaseWaveMeasurement } from '#app/disclosure/release-wave-measurement'
import type { Answered } from '#app/disclosure/suppression/decide-wave'
import { USUAL_HEALTH_WEIGHTS } from '#app/studies/health-weights'
import { indicesAsked } from '#app/trust/indices'
import { makeScaleMeasurement } from '#app/trust/measure-scale'
import { makeWaveMeasurement } from '#app/trust/measure-wave'
import { ATTRIBUTED, deciderOf, POOLED_5, publishRelationship, SHARED_3 } from './make-answers'

const person = (number: number, more: Partial<Answered> = {}): Answered => ({
  ...{ person: `p${number}`, firm: 'Gulf', function: 'quality' },
  ...{ scores: { trust: 40 + (number % 5) * 10, unproductive: 50 + (number % 3) * 10 }, ...more },
})
const people = (count: number, from = 0) => Array.from({ length: count }, (_, number) => person(from + number))
const toldOf = (cell: ReleasedCell | undefined) =>
  cell?.status === 'released' ? { sd: cell.sd !== undefined, interval: cell.low !== undefined } : cell?.status

describe('the spread of a part of a side', () => {
  const functions = (quality: number, purchasing: number) =>
    publishRelationship({
      current: {
        buyer: [
          ...people(quality),
          ...Array.from({ length: purchasing }, (_, number) => person(100 + number, { function: 'purchasing' })),
        ],
      },
    })

  test('is told where the others are ten as well, and the interval always is', () => {
    const twenty = functions(10, 10)
    expect(toldOf(twenty['trust buyer level'])).toEqual({ sd: true, interval: true })
    expect(toldOf(twenty['trust buyer quality level'])).toEqual({ sd: true, interval: true })
    expect(toldOf(twenty['trust buyer purchasing level'])).toEqual({ sd: true, interval: true })
    const fourteen = functions(11, 3)
    expect(toldOf(fourteen['trust buyer level'])).toEqual({ sd: true, interval: true })
    expect(toldOf(fourteen['trust buyer quality level'])).toEqual({ sd: false, interval: true })
    expect(toldOf(fourteen['trust buyer purchasing level'])).toEqual({ sd: false, interval: true })
  })

  test('of those who have both values of a comparison neither, where three more have one', () => {
    const matched = (without: number) =>
      publishRelationship({
        current: {
          buyer: [
            ...people(11),
            ...Array.from({ length: without }, (_, number) => person(100 + number, { scores: { trust: 60 } })),
          ],
        },
      })['trust buyer matched']
    expect(toldOf(matched(0))).toEqual({ sd: true, interval: true })
    expect(toldOf(matched(3))).toEqual({ sd: false, interval: true })
    expect(toldOf(matched(10))).toEqual({ sd: true, interval: true })
  })
})

test('what sides have in common leaves out those that tell their own spread', () => {
  const spreads = makeCommonSpreads(indicesAsked(['trust']), 'shared')
  const add = (...trust: number[]) => spreads.add(trust.map((own) => ({ trust: own })))
  for (let side = 0; side < 10; side += 1) add(40, 50, 60)
  add(...Array.from({ length: 10 }, (_, number) => 10 * number))
  expect(spreads.result()).toEqual(new Map([['trust', 10]]))
  // nine tell nothing themselves
  add(...Array.from({ length: 9 }, (_, number) => 10 * number))
  expect(spreads.result().get('trust')).toBeGreaterThan(10)
})

test('where answers are seen by company name it is that of all sides, and in whole points, too: it is read beyond one’s reach', () => {
  const spreads = makeCommonSpreads(indicesAsked(['trust']), 'attributed')
  const add = (...trust: number[]) => spreads.add(trust.map((own) => ({ trust: own })))
  for (let side = 0; side < 10; side += 1) add(40, 55.5, 63)
  add(...Array.from({ length: 12 }, (_, person) => 10 + 7 * person))
  // sqrt(anova(lm(y ~ side))$"Mean Sq"[2]): 17.742, and 11.730 without the large side
  expect(spreads.result()).toEqual(new Map([['trust', 18]]))
})

test('what sides have in common is told from twenty people more than sides on, of those who have a score', () => {
  const spreads = makeCommonSpreads(indicesAsked(['trust', 'unproductive', 'time_hours']), 'shared')
  const add = (...trust: (number | null)[]) =>
    spreads.add(trust.map((own) => ({ trust: own, unproductive: own, time_hours: 5 })))
  for (let side = 0; side < 9; side += 1) add(40, null, 50, 60)
  add(50)
  add(null)
  add(40, 60)
  expect(spreads.result()).toEqual(new Map())
  add(40, null, 60)
  // sqrt((9 * 200 + 2 * 200) / 20); what weighs people unequally has no spread
  expect([...spreads.result()]).toEqual([
    ['trust', 10],
    ['unproductive', 10],
  ])
  expect(spreads.result('Gulf')).toEqual(new Map())
})

describe('the spread of a pool', () => {
  /** @param sizes people of each relationship's buyer, who are a firm of their own */
  function publish(policy: typeof SHARED_3, ...sizes: number[]) {
    const indices = indicesAsked(['trust'])
    const decider = deciderOf(policy, indices)
    const cells = makePoolCells(indices, decider, policy, USUAL_HEALTH_WEIGHTS)
    const nobody = { buyer: [], supplier: [] }
    const pools = [poolKey('portfolio', ''), poolKey('category', 'steel')]
    for (const [place, size] of sizes.entries()) {
      const buyer = people(size, 100 * place).map((one) => ({ ...one, firm: `firm ${place}` }))
      const current = { buyer, supplier: [] }
      decider.decideRelationship({
        ...{ current, previous: nobody, beforePrevious: nobody, pools: { buyer: pools, supplier: [] } },
      })
      cells.add('buyer', pools, buyer)
    }
    const [portfolio, category] = [...cells.rows()].map(([cell]) => toldOf(cell))
    return { portfolio, category }
  }
  const both = { sd: true, interval: true }
  const neither = { sd: false, interval: false }

  test('is told of the portfolio alone, where all sides tell theirs or ten people are behind the others', () => {
    expect(publish(SHARED_3, 12, 12)).toEqual({ portfolio: both, category: { sd: false, interval: true } })
    expect(publish(SHARED_3, 12, 5, 5)).toEqual({ portfolio: both, category: { sd: false, interval: true } })
    // that of three people: what all have less what twelve have
    for (const side of [12, 10]) expect(publish(SHARED_3, side, 3)).toEqual({ portfolio: neither, category: neither })
  })

  test('is not told where the squares of the means of few withheld people would be', () => {
    expect(publish(SHARED_3, 2, 2, 5, 5)).toEqual({ portfolio: neither, category: neither })
    expect(publish(SHARED_3, 2, 2, 2, 2, 2)).toEqual({ portfolio: both, category: { sd: false, interval: true } })
  })

  test('of firms that are told together alone is told where ten people of theirs stand behind it', () => {
    expect(publish(POOLED_5, 12, 4, 4)).toEqual({ portfolio: both, category: { sd: false, interval: true } })
    expect(publish(POOLED_5, 4, 3, 3).portfolio).toEqual(both)
    expect(publish(POOLED_5, 3, 3, 3).portfolio).toEqual(neither)
  })

  test('is told of any where answers are seen by company name', () => {
    expect(publish(ATTRIBUTED, 12, 3)).toEqual({ portfolio: both, category: both })
  })
})

test('a share weighted by hours is told only where everybody who has a share has hours', () => {
  const shares = (without: number) =>
    publishRelationship(
      {
        current: {
          buyer: Array.from({ length: 6 }, (_, number) =>
            person(number, { scores: { unproductive: 40 + number, ...(number >= without && { time_hours: 8 }) } }),
          ),
        },
      },
      ['unproductive', 'time_hours'],
    )['unproductive_hours_weighted buyer level']
  expect(shares(0)?.status).toBe('released')
  // as many hours each: the mean of six and the mean of five
  expect(shares(1)).toMatchObject({ status: 'withheld', reason: 'complement' })
})

describe('intraclass correlations', () => {
  const definition = (side: 'buyer' | 'supplier') => ({
    ...{ construct: 'trust', side, minimum: 1, maximum: 7 },
    items: ['a', 'b'].map((id) => ({ id, isReversed: false })),
  })
  function iccOf(policy: Parameters<typeof releaseWaveMeasurement>[2], buyers: number[], suppliers: number[] = []) {
    const wave = makeWaveMeasurement([definition('buyer'), definition('supplier')])
    let number = 0
    for (const [side, sizes] of [['buyer', buyers] as const, ['supplier', suppliers] as const])
      for (const [place, size] of sizes.entries())
        wave.addRelationship(
          Array.from({ length: size }, () => {
            number += 1
            const answers = { a: 1 + ((number + place) % 7), b: 1 + ((number * 3) % 7) }
            return { side, language: 'en', person: `p${number}`, firm: `F${number % 5}`, flags: [], answers }
          }),
        )
    const told = (language: string) =>
      [...releaseWaveMeasurement(wave, ['en'], policy)].flatMap((row) =>
        row.status === 'released' && row.kind === 'scale' && row.side === 'buyer' && row.language === language
          ? [row.values.coefficients]
          : [],
      )[0]
    expect(told('')?.alpha).not.toBeNull()
    expect(told('en')?.icc1 === null).toBe(told('')?.icc1 === null)
    expect(told('')?.icc2 === null).toBe(told('')?.icc1 === null)
    return told('')?.icc1 !== null
  }

  test('are told where every side tells its mean and its spread', () => {
    expect(iccOf(SHARED_3, [12, 12])).toBe(true)
  })

  test('are not where they would tell of the one side that is withheld, or of the spread of a small one', () => {
    expect(iccOf(SHARED_3, [22, 2])).toBe(false)
    expect(iccOf(SHARED_3, [22, 5])).toBe(false)
    expect(iccOf(SHARED_3, [12, 5, 5, 2])).toBe(false)
    expect(iccOf(SHARED_3, [22, ...Array.from({ length: 5 }, () => 2)])).toBe(true)
    expect(iccOf(SHARED_3, [22, 5, 5])).toBe(true)
  })

  test('nor where small suppliers would be left of what small sides have in common', () => {
    expect(iccOf(SHARED_3, [12, 12], [5])).toBe(false)
    expect(iccOf(SHARED_3, [12, 12], [5, 5])).toBe(true)
  })

  test('are told of pools, and where answers are seen by company name', () => {
    expect(iccOf({ audience: 'pooled', minimumGroupSize: 5 }, [22, 2])).toBe(true)
    expect(iccOf(ATTRIBUTED, [22, 2])).toBe(true)
  })
})

test('people of small groups are counted once, those of groups that are part of a side among them', () => {
  const measurement = makeScaleMeasurement({
    ...{ construct: 'trust', side: 'buyer', minimum: 1, maximum: 7 },
    items: [{ id: 'a', isReversed: false }],
  })
  const add = (numbers: number[], language = (_: number) => 'en') =>
    measurement.addRelationship(
      numbers.map((number) => ({ person: number, language: language(number), answers: { a: 4 } })),
    )
  add([1, 2])
  add([2, 3])
  add([4, 5, 6], (number) => (number === 6 ? 'ar' : 'en'))
  add(Array.from({ length: 12 }, (_, number) => 10 + number))
  expect([1, 2, 3, 4, 10].map((size) => measurement.peopleOfSmallGroups('', size))).toEqual([0, 0, 3, 6, 6])
  expect([1, 3, 10].map((size) => measurement.peopleOfSmallGroups('en', size))).toEqual([2, 5, 5])
  expect(measurement.peopleOfSmallGroups('ar', 1)).toBe(1)
  expect(measurement.peopleOfSmallGroups('fr', 10)).toBe(0)
  add(Array.from({ length: 9 }, (_, number) => 30 + number))
  expect(measurement.peopleOfSmallGroups('', 10)).toBe(10)
})
