import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { GroupRule } from '#app/disclosure/policy'
import { mayCompareLevels, panelOf } from '#app/disclosure/suppression/decide-panel-change'
import { decidePools } from '#app/disclosure/suppression/decide-pools'
import { decideSide } from '#app/disclosure/suppression/decide-side'
import { makeReleasePartition } from '#app/disclosure/suppression/release-partition'
import { indicesAsked } from '#app/trust/indices'
import type { ScoresOfResponse } from '#app/trust/scored-response'
import { answersOf, deciderOf, SHARED_3 } from './make-answers'

const THREE: GroupRule = { minimumPeople: 3, minimumFirms: 1, maximumFirmShare: 1 }
const FIRMS: GroupRule = { minimumPeople: 5, minimumFirms: 3, maximumFirmShare: 0.6 }
const NOBODY = { buyer: [], supplier: [] }

/** One contribution for each letter of each firm. */
const contributions = (firms: Record<string, string>) =>
  Object.entries(firms).flatMap(([firm, people]) => [...people].map((person) => ({ person, firm })))

describe('a released set', () => {
  const partition = () => makeReleasePartition(contributions({ Gulf: 'abcdefg' }), THREE)

  test('leaves three people inside and outside of all that was released before', () => {
    const known = partition()
    expect(known.offer([0, 1, 2, 3, 4, 5, 6])).toBe('released')
    // the rest would be two
    expect(known.offer([0, 1, 2, 3, 4])).toBe('complement')
    expect(known.offer([0, 1, 2, 3])).toBe('released')
    // two of the one class, one of the other
    expect(known.offer([0, 1, 4])).toBe('complement')
    expect(known.offer([4, 5, 6])).toBe('released')
    expect(known.offer([0, 1, 2, 3, 4, 5, 6])).toBe('released')
  })

  test('may be what no released set contains, however few are left outside', () => {
    const known = partition()
    expect(known.offer([0, 1, 2])).toBe('released')
    expect(known.offer([3, 4, 5])).toBe('released')
    // the seventh person with all others would be alone in a class
    expect(known.offer([0, 1, 2, 3, 4, 5, 6])).toBe('complement')
  })

  test('that was only asked about, or refused, stays unknown', () => {
    const known = partition()
    expect(known.judge([0, 1, 2])).toBe('released')
    expect(known.offer([0, 1])).toBe('minimum')
    expect(known.offer([2, 3, 4, 5, 6])).toBe('released')
    expect(known.judge([0, 1])).toBe('minimum')
  })

  test('counts people, not answers', () => {
    expect(makeReleasePartition(contributions({ Gulf: 'aabb' }), THREE).judge([0, 1, 2, 3])).toBe('minimum')
    expect(makeReleasePartition(contributions({ Gulf: 'aabbc' }), THREE).judge([0, 1, 2, 3, 4])).toBe('released')
  })

  test('of several firms is not one firm in disguise, nor is what it leaves over', () => {
    const judge = (firms: Record<string, string>) => {
      const all = contributions(firms)
      return makeReleasePartition(all, FIRMS).judge([...all.keys()])
    }
    expect(judge({ Gulf: 'ab', Delta: 'cd', Nile: 'e' })).toBe('released')
    expect(judge({ Gulf: 'ab', Delta: 'cde' })).toBe('dominance')
    expect(judge({ Gulf: 'abc', Delta: 'd', Nile: 'e' })).toBe('released')
    expect(judge({ Gulf: 'abcd', Delta: 'e', Nile: 'f' })).toBe('dominance')
    // who answers twice for a firm is one of its people
    expect(judge({ Gulf: 'aaaabc', Delta: 'd', Nile: 'e' })).toBe('released')
    // one firm may have all the people where firms do not matter
    expect(judge({ Gulf: 'ab', Delta: 'c', Nile: 'd' })).toBe('minimum')

    const all = contributions({ Gulf: 'abfk', Delta: 'cdg', Nile: 'eh', Tigris: 'ij' })
    const known = makeReleasePartition(all, FIRMS)
    const places = (people: string) => [...all.keys()].filter((place) => people.includes(all[place]?.person ?? ''))
    expect(known.offer(places('abcdefghijk'))).toBe('released')
    // a, b, c, d, k would be left: five people, but of two firms
    expect(known.offer(places('efghij'))).toBe('complement')
    expect(known.offer(places('abcdeh'))).toBe('released')
  })

  test('may be refused for a single rule about firms', () => {
    const all = contributions({ Gulf: 'abcdefgh', Delta: 'ij' })
    const judge = (rule: Partial<GroupRule>) => makeReleasePartition(all, { ...THREE, ...rule }).judge([...all.keys()])
    expect(judge({ maximumFirmShare: 0.6 })).toBe('dominance')
    expect(judge({ maximumFirmShare: 0.8 })).toBe('released')
    expect(judge({ minimumFirms: 3 })).toBe('dominance')
    expect(judge({ minimumFirms: 2 })).toBe('released')
  })

  test('hold without the people of any one firm where firms know what their own say', () => {
    const judge = (firms: Record<string, string>, rule: Partial<GroupRule> = {}) => {
      const all = contributions(firms)
      return makeReleasePartition(all, { ...FIRMS, withoutAnyFirm: true, ...rule }).judge([...all.keys()])
    }
    // five people are left without the largest one
    expect(judge({ Gulf: 'abc', Delta: 'de', Zeta: 'fg', Beta: 'h' })).toBe('released')
    expect(judge({ Gulf: 'abcd', Delta: 'de', Zeta: 'f', Beta: 'g' })).toBe('minimum')
    // two firms are left
    expect(judge({ Gulf: 'abc', Delta: 'def', Zeta: 'ghi' })).toBe('dominance')
    // without Delta, Gulf has four of six; without Gulf, Delta has three of five
    expect(judge({ Gulf: 'abcd', Delta: 'efg', Zeta: 'h', Beta: 'i' })).toBe('dominance')
    expect(judge({ Gulf: 'abcd', Delta: 'efg', Zeta: 'h', Beta: 'i' }, { maximumFirmShare: 0.7 })).toBe('released')
    // without Gulf, Delta has four of six
    expect(judge({ Gulf: 'abcdefghijk', Delta: 'lmno', Zeta: 'p', Beta: 'q' }, { maximumFirmShare: 0.7 })).toBe(
      'dominance',
    )
  })

  test('is as large and as mixed as promised without the people of each firm in turn, in whatever order they stand', () => {
    const problemOf = (sizes: readonly number[], { minimumPeople, minimumFirms, maximumFirmShare }: GroupRule) => {
      const sum = sizes.reduce((total, size) => total + size, 0)
      if (sum < minimumPeople) return 'minimum'
      return sizes.length < minimumFirms || Math.max(...sizes) > maximumFirmShare * sum ? 'dominance' : 'released'
    }
    const decisions = new Set<string>()
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
        fc.boolean(),
        (sizes, withoutAnyFirm) => {
          const all = sizes.flatMap((size, firm) =>
            Array.from({ length: size }, (_, person) => ({ person: `${firm} ${person}`, firm: String(firm) })),
          )
          const rests = withoutAnyFirm ? sizes.map((_, firm) => sizes.filter((_, other) => other !== firm)) : [sizes]
          const problems = rests.map((rest) => problemOf(rest, FIRMS))
          const expected = ['minimum', 'dominance', 'released'].find((one) =>
            problems.some((problem) => problem === one),
          )
          const decision = makeReleasePartition(all, { ...FIRMS, withoutAnyFirm }).judge([...all.keys()])
          expect(decision).toBe(expected)
          decisions.add(`${decision} ${withoutAnyFirm}`)
        },
      ),
    )
    expect(decisions.size).toBeGreaterThan(4)
  })
})

describe('pools', () => {
  const withheld = (pools: Record<string, string>) =>
    Object.entries(pools).flatMap(([pool, people]) =>
      [...people].map((person) => ({ person, firm: 'Gulf', pools: ['all', pool] })),
    )

  test('are decided over withheld sides: what is known stands in nobody’s way, and hides nobody', () => {
    const decide = (hasReleased: boolean, people: string) =>
      decidePools([{ key: 'all', hasReleased }], withheld({ steel: people }), THREE).get('all')
    expect([decide(true, ''), decide(false, '')]).toEqual(['released', 'minimum'])
    expect([decide(true, 'ab'), decide(false, 'ab')]).toEqual(['complement', 'minimum'])
    expect([decide(true, 'abc'), decide(false, 'abc')]).toEqual(['released', 'released'])
  })

  test('do not give away what a larger one has beside them', () => {
    const pools = ['all', 'steel', 'valves'].map((key) => ({ key, hasReleased: false }))
    expect([...decidePools(pools, withheld({ steel: 'abc', valves: 'de' }), THREE)]).toEqual([
      ...[
        ['all', 'released'],
        ['steel', 'complement'],
        ['valves', 'minimum'],
      ],
    ])
    expect([...decidePools(pools, withheld({ steel: 'abc', valves: 'def' }), THREE).values()]).toEqual([
      ...['released', 'released', 'released'],
    ])
  })
})

describe('functions', () => {
  test('with more people come first, those of the same size by name', () => {
    const side = [...'bbbaaaccccd'].map((name, place) => ({
      ...{ person: `${name}${place}`, firm: 'Gulf', function: name, isMatched: true },
    }))
    expect([...decideSide(side, THREE).functions]).toEqual([
      ...[
        ['c', 'released'],
        ['a', 'released'],
        ['b', 'complement'],
        ['d', 'minimum'],
      ],
    ])
  })

  test('of one size are decided alike, in whatever order they answered', () => {
    const decide = (functions: string) =>
      decideSide(
        [...functions].map((name, place) => ({
          ...{ person: `${name}${place}`, firm: 'Gulf', function: name, isMatched: true },
        })),
        THREE,
      ).functions
    for (const functions of ['aaabbbd', 'bbbaaad', 'dbababa'])
      expect([...decide(functions)].map(([name, decision]) => `${name} ${decision}`)).toEqual([
        ...['a released', 'b complement', 'd minimum'],
      ])
  })

  test('are not told apart by what the people with both values would give away', () => {
    const side = [...'qqqqppp'].map((name, place) => ({
      ...{ person: `${place}`, firm: 'Gulf', function: name, isMatched: place < 3 },
    }))
    const { level, matched, functions } = decideSide(side, THREE)
    expect([level, matched]).toEqual(['released', 'released'])
    // the fourth of quality is not among the three with both values
    expect([...functions]).toEqual([
      ['q', 'complement'],
      ['p', 'complement'],
    ])
  })
})

describe('who came, who left, who stayed', () => {
  const people = (names: string) => [...names].map((person) => ({ person }))

  test('is counted by people', () => {
    expect(panelOf(people('aabcd'), people('ccdefg'))).toEqual({ stayed: new Set('cd'), joined: 3, left: 2 })
  })

  test('keeps levels from being compared where it is a few', () => {
    const may = (joined: number, left: number) => mayCompareLevels({ stayed: new Set(), joined, left }, 3)
    expect([may(0, 0), may(3, 0), may(0, 3), may(4, 5)]).toEqual([true, true, true, true])
    expect([may(1, 0), may(0, 2), may(2, 3), may(3, 2)]).toEqual([false, false, false, false])
  })
})

describe('a wave', () => {
  const scores = (person: string): ScoresOfResponse => ({ trust: person < 'd' ? 50 : null, dependence: 50 })
  const decideOne = (people: string) => {
    const decider = deciderOf(SHARED_3, indicesAsked(['trust', 'dependence']))
    const decide = decider.decideRelationship({
      ...{ current: { buyer: answersOf(people, scores), supplier: [] }, previous: NOBODY, beforePrevious: NOBODY },
      pools: { buyer: ['all', 'steel'], supplier: ['all'] },
    })
    return { decider, decide }
  }

  test('decides each index by the people who have it', () => {
    const { decide } = decideOne('abde')
    expect(decide('buyer', 'trust').level).toBe('minimum')
    expect(decide('buyer', 'dependence').level).toBe('released')
    expect(decide('supplier', 'dependence').level).toBe('minimum')
  })

  test('refuses to speak of an index that nobody asked about', () => {
    expect(() => decideOne('abc').decide('buyer', 'voice')).toThrow('nobody asked')
  })

  test('counts in its pools the answers that have the index and no others', () => {
    const decider = deciderOf(SHARED_3, indicesAsked(['trust', 'dependence']))
    for (const people of ['ade', 'bd'])
      decider.decideRelationship({
        ...{ current: { buyer: answersOf(people, scores), supplier: [] }, previous: NOBODY, beforePrevious: NOBODY },
        pools: { buyer: ['all'], supplier: [] },
      })
    // a and b have trust; dependence was released of one relationship and has two people in the other
    expect(decider.decidePools('buyer', 'trust', ['all']).get('all')).toBe('minimum')
    expect(decider.decidePools('buyer', 'dependence', ['all']).get('all')).toBe('complement')
    expect(decider.decidePools('supplier', 'trust', ['all']).get('all')).toBe('minimum')
  })

  test('knows the pools in which a released side lies', () => {
    const { decider } = decideOne('abcde')
    const pools = decider.decidePools('buyer', 'trust', ['all', 'steel', 'valves'])
    expect([...pools]).toEqual([
      ...[
        ['all', 'released'],
        ['steel', 'released'],
        ['valves', 'minimum'],
      ],
    ])
  })

  test('remembers the pools of every released side, not those of the last one alone', () => {
    const decider = deciderOf(SHARED_3, indicesAsked(['trust']))
    for (const [place, pool] of ['steel', 'valves', 'pipes'].entries())
      decider.decideRelationship({
        current: { buyer: answersOf('abc', undefined, `firm ${place}`), supplier: [] },
        ...{ previous: NOBODY, beforePrevious: NOBODY, pools: { buyer: ['all', pool], supplier: [] } },
      })
    const pools = ['all', 'steel', 'valves', 'pipes', 'wire']
    expect([...decider.decidePools('buyer', 'trust', pools).values()]).toEqual([
      ...['released', 'released', 'released', 'released', 'minimum'],
    ])
  })

  test('does not take what one side released for released on the other, nor one index for another', () => {
    const decider = deciderOf(SHARED_3, indicesAsked(['trust', 'dependence']))
    const scores = (_: string, place: number): ScoresOfResponse => ({ trust: 50, dependence: place < 2 ? 50 : null })
    decider.decideRelationship({
      current: { buyer: answersOf('abc', scores), supplier: answersOf('de', scores) },
      ...{ previous: NOBODY, beforePrevious: NOBODY, pools: { buyer: ['all'], supplier: ['all'] } },
    })
    const of = (side: 'buyer' | 'supplier', index: string) => decider.decidePools(side, index, ['all']).get('all')
    expect(of('buyer', 'trust')).toBe('released')
    expect(of('buyer', 'dependence')).toBe('minimum')
    expect(of('supplier', 'trust')).toBe('minimum')
    expect(of('supplier', 'dependence')).toBe('minimum')
  })

  test('decides by whom two indices were answered, not by how many', () => {
    const decider = deciderOf(SHARED_3, indicesAsked(['trust', 'unproductive']))
    // all six have trust; who has unproductive time is matched, and one function of three is not
    const buyer = answersOf('abcdef', (person) => ({ trust: 50, unproductive: person < 'd' ? 20 : null })).map(
      (one) => ({ ...one, function: one.person < 'd' ? 'quality' : 'purchasing' }),
    )
    const decide = decider.decideRelationship({
      ...{ current: { buyer, supplier: [] }, previous: { buyer: buyer.slice(0, 3), supplier: [] } },
      ...{ beforePrevious: NOBODY, pools: NOBODY },
    })
    expect([...decide('buyer', 'trust').functions.keys()].toSorted()).toEqual(['purchasing', 'quality'])
    expect([...decide('buyer', 'unproductive').functions.keys()]).toEqual(['quality'])
    expect(decide('buyer', 'trust').panel).toMatchObject({ joined: 3, left: 0, isShown: true })
    expect(decide('buyer', 'trust').panel.stayed).toEqual(new Set('abc'))
    expect(decide('buyer', 'unproductive').panel).toMatchObject({ joined: 0, left: 0, isShown: true })
  })

  test('has nothing to say of pools before a relationship was decided', () => {
    const decider = deciderOf(SHARED_3, indicesAsked(['trust']))
    expect([...decider.decidePools('buyer', 'trust', ['all'])]).toEqual([['all', 'minimum']])
  })

  test('decides two indices apart that as many, but other people answered', () => {
    /** @param having who has continuity, who has dependence; the function is that of the person */
    const functionsOf = (people: string[], having: Record<'continuity' | 'dependence', string[]>) => {
      const buyer = people.map((person) => ({
        ...{ person, firm: 'Gulf', function: `function of ${person}` },
        scores: {
          continuity: having.continuity.includes(person) ? 50 : null,
          dependence: having.dependence.includes(person) ? 50 : null,
        },
      }))
      const decide = deciderOf(SHARED_3, indicesAsked(['continuity', 'dependence'])).decideRelationship({
        ...{ current: { buyer, supplier: [] }, previous: NOBODY, beforePrevious: NOBODY, pools: NOBODY },
      })
      return (['continuity', 'dependence'] as const).map((index) =>
        [...decide('buyer', index).functions.keys()].map((name) => name.replace('function of ', '')).toSorted(),
      )
    }
    expect(functionsOf([...'abcdef'], { continuity: [...'abc'], dependence: [...'def'] })).toEqual([
      [...'abc'],
      [...'def'],
    ])
    // names that make the same word one after the other
    expect(functionsOf(['a', 'bc', 'ab', 'c'], { continuity: ['a', 'bc'], dependence: ['ab', 'c'] })).toEqual([
      ['a', 'bc'],
      ['ab', 'c'],
    ])
  })

  test('decides two indices apart that other people have without what they are compared with', () => {
    const buyer = [...'abcde'].map((person) => ({
      ...{ person, firm: 'Gulf', function: `function of ${person}` },
      scores: {
        unproductive: person === 'e' ? null : person < 'd' ? 20 : null,
        trust: person === 'e' ? null : 50,
        unproductive_strict: person < 'd' || person === 'e' ? 20 : null,
      },
    }))
    const decide = deciderOf(
      SHARED_3,
      indicesAsked(['trust', 'unproductive', 'unproductive_strict']),
    ).decideRelationship({
      ...{ current: { buyer, supplier: [] }, previous: NOBODY, beforePrevious: NOBODY, pools: NOBODY },
    })
    const functionsOf = (index: string) => [...decide('buyer', index).functions.keys()].map((name) => name.at(-1))
    expect(functionsOf('trust')).toEqual([...'abcd'])
    expect(functionsOf('unproductive_strict')).toEqual([...'abce'])
  })

  test('does not take who answered before for who answers now', () => {
    const decide = deciderOf(SHARED_3, indicesAsked(['continuity', 'dependence'])).decideRelationship({
      current: { buyer: answersOf('abc', () => ({ continuity: 50 })), supplier: [] },
      previous: { buyer: answersOf('abc', () => ({ dependence: 50 })), supplier: [] },
      ...{ beforePrevious: NOBODY, pools: NOBODY },
    })
    expect(decide('buyer', 'continuity').level).toBe('released')
    expect(decide('buyer', 'dependence').level).toBe('minimum')
  })
})
