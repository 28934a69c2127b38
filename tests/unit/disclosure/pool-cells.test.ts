import { describe, expect, test } from 'vitest'
import { makePoolCells, poolKey } from '#app/disclosure/pool-cells'
import type { Answered } from '#app/disclosure/suppression/decide-wave'
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
  const cells = makePoolCells(indices, decider, policy)
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
