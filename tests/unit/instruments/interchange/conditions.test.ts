import { describe, expect, test } from 'vitest'
import type { Item } from '#app/instruments/instrument-schema'
import type { Comparison, DraftItem } from '#app/instruments/interchange/draft'
import { readCondition } from '#app/instruments/interchange/read-condition'
import { type AskedItem, resolveCondition } from '#app/instruments/interchange/resolve-condition'

describe('a condition is read', () => {
  const one = (name: string, operator: Comparison['operator'], ...values: string[]) => ({ name, operator, values })
  test.each<[string, Comparison[]]>([
    ["{q} = 'x'", [one('q', '=', 'x')]],
    ['{ a b } == "it\'s"', [one('a b', '=', "it's")]],
    [`\${q} > -1.5`, [one('q', '>', '-1.5')]],
    ['{q}>=1', [one('q', '>=', '1')]],
    ['{q} < 1', [one('q', '<', '1')]],
    ['{q} <= 10.25', [one('q', '<=', '10.25')]],
    ['{q} = TRUE', [one('q', '=', 'TRUE')]],
    ['{q} = false', [one('q', '=', 'false')]],
    ["{q} CONTAINS 'x'", [one('q', 'contains', 'x')]],
    ["{q} contains ['x', 'y']", [one('q', 'contains', 'x', 'y')]],
    [`{q} anyof ['x, y', "z", 7]`, [one('q', 'any', 'x, y', 'z', '7')]],
    ['{q} anyof []', [one('q', 'any')]],
    [`selected(\${q}, 'x')`, [one('q', 'contains', 'x')]],
    ["Selected( { q } , 'x' )", [one('q', 'contains', 'x')]],
    ["(({q} = 'x')) and {r} > 1 && ({s} < 2)", [one('q', '=', 'x'), one('r', '>', '1'), one('s', '<', '2')]],
    ["{q} = 'x' AND {r} = ''", [one('q', '=', 'x'), one('r', '=', '')]],
    ["{q} = 'a\nb'", [one('q', '=', 'a\nb')]],
  ])('%s', (text, comparisons) => expect(readCondition(text)).toEqual(comparisons))

  test.each([
    ...[
      '',
      'x',
      '{q}',
      '{} = 1',
      '{q} = x',
      '{q} notempty',
      "{q} = 'x' or {r} = 1",
      "{q} = 'x' and",
      "{q} = 'x' {r} = 1",
    ],
    ...["{q} = ['x']", '{q} > 1 + 1', "{q} = 'x' andy {r} = 1", '{q} = trueish', 'selected({q})', "selected('q', 'x')"],
    ...["not({q} = 'x')", '{q} != 1', "{q} = 'x' and count({r}) > 1", `{${'n'.repeat(101)}} = 1`],
  ])('«%s» is none', (text) => expect(readCondition(text)).toBeUndefined())

  test('up to two thousand characters', () => {
    const long = (length: number) => `{q} = '${'x'.repeat(length - 8)}'`
    expect(readCondition(long(2000))?.[0]?.values[0]).toHaveLength(1992)
    expect(readCondition(long(2001))).toBeUndefined()
  })
})

describe('a condition is resolved', () => {
  const base = { path: '', text: {} }
  const measured = (id: string) => ({ id, construct: id, source: 's' })
  const options = ['x', '10', 'z'].map((value) => ({ value, words: {} }))
  const points = ['5', '4', '3'].map((value) => ({ value, words: {} }))
  const pair = (name: string, draft: object, made: object): [string, AskedItem] => [
    name,
    { draft: { ...base, name, ...draft } as DraftItem, made: { ...measured(`${name}_id`), ...made } as Item },
  ]
  const asked = new Map([
    pair('one', { kind: 'choice', options }, { kind: 'choice', options: ['ax', 'a10', 'az'] }),
    pair('many', { kind: 'choices', options }, { kind: 'choices', options: ['ax', 'a10', 'a'.repeat(40)] }),
    pair('count', { kind: 'number' }, { kind: 'number', minimum: 0, maximum: 9, decimals: 0 }),
    pair('exact', { kind: 'number' }, { kind: 'number', minimum: -9, maximum: 9, decimals: 2 }),
    pair('fair', { kind: 'statement', group: 'g', points }, { kind: 'agreement' }),
    pair('other', { kind: 'statement', group: 'g', points }, { kind: 'choice', options: ['p5', 'p4', 'p3'] }),
    pair(
      'stars',
      { kind: 'rating', minimum: -1, points: [{}, {}, {}] },
      { kind: 'bipolar', minimum: -1, maximum: 1, anchors: 'x' },
    ),
    pair('free', { kind: 'text', maximum: 9 }, { kind: 'text', maximum: 9 }),
  ])
  const when = (...all: [name: string, operator: Comparison['operator'], ...values: string[]][]) =>
    resolveCondition(
      all.map(([name, operator, ...values]) => ({ name, operator, values })),
      asked,
    )

  test.each<[Parameters<typeof when>[0], object]>([
    [['one', '=', 'x'], { item: 'one_id', in: ['ax'] }],
    [['one', 'any', 'z', 'x'], { item: 'one_id', in: ['ax', 'az'] }],
    [['one', 'contains', 'x'], { item: 'one_id', in: ['ax'] }],
    [['one', '>', '9'], { item: 'one_id', in: ['a10'] }],
    [['many', 'contains', '10'], { item: 'many_id_a10', in: ['1'] }],
    [['many', 'any', 'x'], { item: 'many_id_ax', in: ['1'] }],
    [['count', '=', '5'], { item: 'count_id', minimum: 5, maximum: 5 }],
    [['count', '>', '3'], { item: 'count_id', minimum: 4 }],
    [['count', '>', '3.5'], { item: 'count_id', minimum: 4 }],
    [['count', '<', '3'], { item: 'count_id', maximum: 2 }],
    [['count', '<', '3.5'], { item: 'count_id', maximum: 3 }],
    [['count', '>=', '9'], { item: 'count_id', minimum: 9 }],
    [['count', '<=', '0'], { item: 'count_id', maximum: 0 }],
    [['count', '>=', '-3'], { item: 'count_id', minimum: -3 }],
    [['exact', '>', '0.29'], { item: 'exact_id', minimum: 0.3 }],
    [['exact', '<', '0.29'], { item: 'exact_id', maximum: 0.28 }],
    [['fair', '=', '5'], { item: 'fair_id', minimum: 1, maximum: 1 }],
    [['fair', '<=', '4'], { item: 'fair_id', minimum: 2, maximum: 3 }],
    [['fair', 'any', '5', '3'], { item: 'fair_id', in: ['1', '3'] }],
    [['other', '>=', '4'], { item: 'other_id', in: ['p5', 'p4'] }],
    [['stars', '>', '-1'], { item: 'stars_id', minimum: 0, maximum: 1 }],
    [['stars', 'any', '-1', '1'], { item: 'stars_id', in: ['-1', '1'] }],
    [['stars', '<', '0'], { item: 'stars_id', minimum: -1, maximum: -1 }],
  ])('%j', (comparison, condition) => expect(when(comparison)).toEqual(condition))

  test.each<[Parameters<typeof when>[0]]>([
    [['nobody', '=', 'x']],
    [['one', '=', 'y']],
    [['one', 'any', 'x', 'y']],
    [['one', 'any']],
    [['one', 'contains', 'x', 'z']],
    [['one', '>', '10']],
    [['one', '>', '']],
    [['one', '<', 'x']],
    [['many', '=', 'x']],
    [['many', 'contains', 'x', '10']],
    [['many', 'contains', 'y']],
    // its field would have too long a name
    [['many', 'contains', 'z']],
    [['count', 'any', '1']],
    [['count', 'contains', '1']],
    [['count', '=', '1', '2']],
    [['count', '=', '']],
    [['count', '=', ' ']],
    [['count', '=', 'x']],
    [['count', '>', '9']],
    [['count', '<', '0']],
    [['count', '=', '10']],
    [['fair', '=', '2']],
    [['fair', '>', '5']],
    [['free', '=', 'x']],
    [['free', '>', '1']],
  ])('%j is none', (comparison) => expect(when(comparison)).toBeUndefined())

  test('several of one answer are one, if an answer can meet them all', () => {
    expect(when(['count', '>', '1'], ['count', '<', '5'], ['count', '>=', '3'])).toEqual({
      ...{ item: 'count_id', minimum: 3, maximum: 4 },
    })
    expect(when(['count', '>=', '3'], ['count', '<=', '3'])).toEqual({ item: 'count_id', minimum: 3, maximum: 3 })
    expect(when(['count', '>', '3'], ['count', '<', '4'])).toBeUndefined()
    expect(when(['count', '>', '1'], ['count', '>', '2'])).toEqual({ item: 'count_id', minimum: 3 })
    expect(when(['fair', '>=', '4'], ['fair', '<=', '4'])).toEqual({ item: 'fair_id', minimum: 2, maximum: 2 })
  })

  test('several of different answers, of choices, or of nothing are none', () => {
    expect(when(['count', '>', '1'], ['exact', '>', '1'])).toBeUndefined()
    expect(when(['one', '=', 'x'], ['one', '=', 'x'])).toBeUndefined()
    expect(when(['count', '>', '1'], ['nobody', '>', '1'])).toBeUndefined()
    expect(when(['nobody', '>', '1'], ['count', '>', '1'])).toBeUndefined()
    expect(when()).toBeUndefined()
  })
})
