import { describe, expect, test } from 'vitest'
import { makePoolCells, poolKey } from '#app/disclosure/pool-cells'
import type { Answered } from '#app/disclosure/suppression/decide-wave'
import { USUAL_HEALTH_WEIGHTS } from '#app/studies/health-weights'
import type { ConfidentialityPromise } from '#app/studies/promise'
import { indicesAsked } from '#app/trust/indices'
import { ATTRIBUTED, answersOf, deciderOf, POOLED_5, SHARED_3 } from './make-answers'

interface Relationship {
  pools: string[]
  buyer: readonly Answered[]
}

function publishPools(policy: ConfidentialityPromise, relationships: Relationship[], scores = ['trust']) {
  const indices = indicesAsked(scores)
  const decider = deciderOf(policy, indices)
  const cells = makePoolCells(indices, decider, policy, USUAL_HEALTH_WEIGHTS)
  const nobody = { buyer: [], supplier: [] }
  for (const { pools, buyer } of relationships) {
    decider.decideRelationship({
      ...{ current: { buyer, supplier: [] }, previous: nobody, beforePrevious: nobody },
      pools: { buyer: pools, supplier: pools },
    })
    cells.add('buyer', pools, buyer)
  }
  return [...cells.rows()]
}

const portfolio = poolKey('portfolio', '')
const two = (people: string, firm: string, trust = 50) => answersOf(people, () => ({ trust }), firm)

test('sides that are too small by themselves are told together, each answer weighing the same', () => {
  const rows = publishPools(SHARED_3, [
    { pools: [portfolio], buyer: two('ab', 'Gulf', 40) },
    { pools: [portfolio], buyer: two('c', 'Delta', 70) },
  ])
  expect(rows).toEqual([
    [
      {
        ...{ index: 'trust', side: 'buyer', scope: 'portfolio', scopeKey: '', function: '', measure: 'level' },
        ...{ status: 'released', n: 3, nTo: 4, mean: 50, waves: undefined },
        ...{ sd: undefined, se: undefined, low: undefined, high: undefined },
      },
    ],
  ])
})

test('a pool does not tell the one withheld side beside released ones', () => {
  const rows = publishPools(SHARED_3, [
    { pools: [portfolio], buyer: two('abc', 'Gulf') },
    { pools: [portfolio], buyer: two('de', 'Delta') },
  ])
  expect(rows).toMatchObject([[{ status: 'withheld', reason: 'complement' }]])
})

test('a pool of nothing but released sides is released', () => {
  const rows = publishPools(SHARED_3, [
    { pools: [portfolio], buyer: two('abc', 'Gulf') },
    { pools: [portfolio], buyer: two('def', 'Delta') },
  ])
  expect(rows).toMatchObject([[{ status: 'released', n: 5, nTo: 9 }]])
})

test('a pool in which nobody has the score is withheld', () => {
  const buyer = answersOf('abcd', () => ({ trust: null }))
  expect(publishPools(SHARED_3, [{ pools: [portfolio], buyer }])).toMatchObject([
    [{ status: 'withheld', reason: 'minimum' }],
  ])
})

test('an answer without the score is not behind the value', () => {
  const buyer = answersOf('abcd', (person) => ({ trust: person === 'd' ? null : 60 }))
  expect(publishPools(ATTRIBUTED, [{ pools: [portfolio], buyer }])).toMatchObject([[{ n: 3, mean: 60 }]])
})

test('people are counted once, however many relationships they answered about', () => {
  const buyer = two('abc', 'Gulf')
  const rows = publishPools(ATTRIBUTED, [
    { pools: [portfolio], buyer },
    { pools: [portfolio], buyer },
  ])
  expect(rows).toMatchObject([[{ n: 3 }]])
})

test('only means are pooled, not shares weighted by hours', () => {
  const buyer = answersOf('abc', () => ({ unproductive: 20, time_hours: 5 }))
  const rows = publishPools(SHARED_3, [{ pools: [portfolio], buyer }], ['unproductive', 'time_hours'])
  expect(rows.flat().map(({ index }) => index)).toEqual(['unproductive'])
})

describe('what is preferred comes first', () => {
  const order = (relationships: Relationship[]) =>
    publishPools(ATTRIBUTED, relationships).map(([cell]) => [cell?.scope, cell?.scopeKey])

  test('the portfolio, firms by whom they are about, firms by who answers, categories', () => {
    const pools = [poolKey('category', 'steel'), poolKey('rater-firm', 'R'), poolKey('target-firm', 'T'), portfolio]
    expect(order([{ pools, buyer: two('abc', 'Gulf') }])).toEqual([
      ...[
        ['portfolio', ''],
        ['target-firm', 'T'],
        ['rater-firm', 'R'],
      ],
      ['category', 'steel'],
    ])
  })

  test('then the larger ones, then by their key', () => {
    expect(
      order([
        { pools: [poolKey('category', 'z')], buyer: two('abcd', 'Gulf') },
        { pools: [poolKey('category', 'b')], buyer: two('abc', 'Gulf') },
        { pools: [poolKey('category', 'a')], buyer: two('efg', 'Gulf') },
        { pools: [poolKey('category', 'z')], buyer: two('h', 'Gulf') },
        { pools: [poolKey('category', 'c')], buyer: two('mno', 'Gulf') },
        { pools: [poolKey('category', 'y')], buyer: two('hijklp', 'Gulf') },
      ]).map(([, key]) => key),
    ).toEqual(['y', 'z', 'a', 'b', 'c'])
  })
})

describe('a pool of firms', () => {
  const firms = (...people: string[]) =>
    publishPools(
      POOLED_5,
      people.map((own, place) => ({ pools: [portfolio], buyer: two(own, `firm ${place}`) })),
    )[0]?.[0]

  test('needs three of them, and five people', () => {
    expect(firms('ab', 'cd', 'e')).toMatchObject({ status: 'released', n: 5, nTo: 9 })
    expect(firms('abc', 'de')).toMatchObject({ status: 'withheld', reason: 'dominance' })
    expect(firms('ab', 'c', 'd')).toMatchObject({ status: 'withheld', reason: 'minimum' })
  })

  test('in which one has more than 60 % of the people would tell of that one', () => {
    expect(firms('abc', 'd', 'e')).toMatchObject({ status: 'released' })
    expect(firms('abcdefg', 'hi', 'j')).toMatchObject({ status: 'withheld', reason: 'dominance' })
  })
})

describe('what follows from both sides of a pool', () => {
  const FIRMS = ['Gulf', 'Delta', 'Noor', 'Petra'] as const
  const category = poolKey('category', 'Castings')
  /** four relationships of four different firms on each side, three people each; trust 40 against 60, time 20 and 30 */
  function publish(policy: ConfidentialityPromise, { suppliers = 3, pools = [portfolio, category] } = {}) {
    const indices = indicesAsked(['trust', 'unproductive'])
    const decider = deciderOf(policy, indices)
    const weights = {
      ...USUAL_HEALTH_WEIGHTS,
      trust: 60,
      continuity: 0,
      promise_keeping: 0,
      information: 0,
      voice: 0,
      unproductive: 40,
    }
    const cells = makePoolCells(indices, decider, policy, weights)
    const nobody = { buyer: [], supplier: [] }
    for (const [place, firm] of FIRMS.entries()) {
      const sideOf = (letters: string, trust: number, time: number, count: number) =>
        answersOf(
          [...letters].slice(3 * place, 3 * place + count).join(''),
          (_, one) => ({ trust: trust + 10 * (one - 1), unproductive: time }),
          firm,
        )
      const current = {
        buyer: sideOf('abcdefghijkl', 40, 20, 3),
        supplier: sideOf('mnopqrstuvwx', 60, 30, suppliers),
      }
      const of = { buyer: pools, supplier: pools }
      decider.decideRelationship({ current, previous: nobody, beforePrevious: nobody, pools: of })
      for (const side of ['buyer', 'supplier'] as const) cells.add(side, pools, current[side])
    }
    const all = [...cells.rows()].flat()
    return (side: string, index: string, scope = 'category') =>
      all.find((cell) => cell.side === side && cell.index === index && cell.scope === scope)
  }

  test('are gaps, means and health, with people of the side with fewer and the root of the squares of their intervals', () => {
    const cell = publish(SHARED_3)
    const half = (one: ReturnType<typeof cell>) =>
      one?.status === 'released' ? ((one.high ?? 0) - (one.low ?? 0)) / 2 : 0
    for (const scope of ['category', 'portfolio']) {
      const [buyer, supplier] = [cell('buyer', 'trust', scope), cell('supplier', 'trust', scope)]
      const gap = cell('both', 'trust_gap', scope)
      expect(buyer).toMatchObject({ n: 10, nTo: 19, mean: 40 })
      expect(gap).toMatchObject({ n: 10, nTo: 19, mean: -20, se: undefined })
      expect(half(gap)).toBeGreaterThan(0)
      expect(half(gap)).toBeCloseTo(Math.hypot(half(buyer), half(supplier)), 0)
      expect(cell('both', 'mutual_trust_mean', scope)).toMatchObject({ mean: 50 })
      // 0.6 · 40 + 0.4 · 80, 0.6 · 60 + 0.4 · 70
      expect(cell('buyer', 'health', scope)).toMatchObject({ mean: 56, n: 10, nTo: 19 })
      expect(cell('supplier', 'health', scope)).toMatchObject({ mean: 64 })
      expect(cell('both', 'health', scope)).toMatchObject({ mean: 60, n: 10, nTo: 19 })
    }
  })

  test('are exact where answers are seen by company name, by Welch', () => {
    const gap = publish(ATTRIBUTED)('both', 'trust_gap')
    // twelve of 30, 40, 50 against twelve of 50, 60, 70: t.test(rep(c(30, 40, 50), 4), rep(c(50, 60, 70), 4))$conf.int
    expect(gap).toMatchObject({ mean: -20, low: expect.closeTo(-27.220299, 6), high: expect.closeTo(-12.779701, 6) })
  })

  test('are withheld where either side is, and health is too where its parts are', () => {
    // no side of two suppliers is told by itself, and one supplier of each relationship are four people
    const cell = publish(POOLED_5, { suppliers: 1 })
    expect(cell('supplier', 'trust')).toMatchObject({ status: 'withheld' })
    expect(cell('both', 'trust_gap')).toMatchObject({ reason: 'pair' })
    expect(cell('both', 'health')).toMatchObject({ reason: 'minimum' })
    expect(cell('buyer', 'health')).toMatchObject({ status: 'released', mean: 56 })
  })

  test('stand beside the portfolio and categories alone: those who talk of a firm and its own people are different pools', () => {
    const cell = publish(SHARED_3, { pools: [portfolio, poolKey('target-firm', 'x')] })
    expect(cell('both', 'trust_gap', 'target-firm')).toBeUndefined()
    expect(cell('buyer', 'health', 'target-firm')).toMatchObject({ status: 'released' })
  })
})
