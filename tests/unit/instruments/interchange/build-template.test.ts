import { describe, expect, test } from 'vitest'
import { buildTemplate } from '#app/instruments/interchange/build-template'
import type { DraftItem, DraftOption, DraftSection } from '#app/instruments/interchange/draft'
import type { InterchangeNote } from '#app/instruments/interchange/interchange-note'

const en = (text: string) => ({ en: text })
const option = (value: string, words: Record<string, string> = en(value)): DraftOption => ({ value, words })
const common = (name: string, text: Record<string, string> = en(name)) => ({ path: `at ${name}`, name, text })
const textItem = (name: string, text?: Record<string, string>): DraftItem => ({
  ...{ ...common(name, text), kind: 'text', maximum: undefined },
})
const statement = (name: string, group: string, points: DraftOption[]): DraftItem => ({
  ...{ ...common(name), kind: 'statement', group, points },
})
const section = (items: DraftItem[], of: Partial<DraftSection> = {}): DraftSection => ({
  ...{ title: {}, text: {}, startsPage: false, items, ...of },
})

function build(sections: DraftSection[], title: Record<string, string> = en('T'), description = {}) {
  const notes: InterchangeNote[] = []
  const built = buildTemplate({ title, description, sections }, notes)
  if (!built.template) throw new Error('nothing came')
  const { instrument, texts } = built.template
  return { instrument, texts, notes: built.notes, items: instrument.sections.flatMap(({ items }) => items) }
}

test('without a question there is no questionnaire', () => {
  const notes: InterchangeNote[] = [
    { path: 'a', feature: 'order' },
    { path: 'a', feature: 'order' },
    { path: 'b', feature: 'order' },
  ]
  expect(buildTemplate({ title: en('T'), description: {}, sections: [section([])] }, notes)).toEqual({
    template: undefined,
    notes: [
      { path: 'a', feature: 'order' },
      { path: 'b', feature: 'order' },
    ],
  })
})

test('a questionnaire of every kind of question, whole', () => {
  const points = [option('1', en('No')), option('2', en('Partly')), option('3', en('Yes'))]
  const { instrument, texts, notes } = build(
    [
      section([statement('fair', 'trust', points), statement('open', 'trust', points)], {
        ...{ title: en('Trust'), text: en('How far?'), startsPage: true },
      }),
      section([]),
      section(
        [
          { ...common('stars'), kind: 'rating', minimum: -1, points: [en('Poor'), {}, en('Good')] },
          { ...common('one'), kind: 'choice', options: [option('a', en('A')), option('b', {})] },
          { ...common('many'), kind: 'choices', options: [option('a', en('A')), option('none', en('N'))] },
          { ...common('days'), kind: 'number', minimum: 0, maximum: 5, decimals: 1 },
          textItem('why'),
        ],
        { startsPage: true },
      ),
    ],
    { en: 'Supplier check' },
    en('Once a year'),
  )
  expect(notes).toEqual([])
  const of = (id: string) => ({ id, construct: id, source: 'imported' })
  expect(instrument).toEqual({
    ...{ name: 'supplier-check', version: 1, scale: { minimum: 1, maximum: 3 } },
    sections: [
      {
        ...{ id: 'section_1', isShuffled: false },
        items: [
          { ...of('fair'), kind: 'agreement', construct: 'trust' },
          { ...of('open'), kind: 'agreement', construct: 'trust' },
        ],
      },
      {
        ...{ id: 'section_3', isShuffled: false, startsPage: true },
        items: [
          { ...of('stars'), kind: 'bipolar', anchors: 'stars', minimum: -1, maximum: 1 },
          { ...of('one'), kind: 'choice', options: ['a', 'b'] },
          { ...of('many'), kind: 'choices', options: ['a', 'none_2'] },
          { ...of('days'), kind: 'number', minimum: 0, maximum: 5, decimals: 1 },
          { ...of('why'), kind: 'text', maximum: 2000 },
        ],
      },
    ],
  })
  expect(texts).toEqual({
    en: {
      ...{ title: 'Supplier check', description: 'Once a year', anchors: ['No', 'Partly', 'Yes'] },
      ...{ scales: { stars: ['Poor', '0', 'Good'] }, parts: {} },
      missing: { not_applicable: 'Not applicable', cannot_say: 'Cannot say' },
      sections: {
        section_1: { title: 'Trust', text: 'How far?' },
        section_3: { title: 'Supplier check', text: 'Once a year' },
      },
      items: {
        ...{ fair: { text: 'fair' }, open: { text: 'open' }, stars: { text: 'stars' } },
        ...{
          one: { text: 'one', options: { a: 'A', b: 'b' } },
          many: { text: 'many', options: { a: 'A', none_2: 'N' } },
        },
        ...{ days: { text: 'days', unit: '–' }, why: { text: 'why' } },
      },
    },
  })
})

describe('words', () => {
  test('that are nowhere are made of what there is', () => {
    const { instrument, texts } = build([section([textItem('سؤال', { en: ' ' })])], {}, {})
    expect(instrument).toMatchObject({ name: 'survey', scale: { minimum: 1, maximum: 2 } })
    expect(texts.en).toMatchObject({
      ...{ title: 'Survey', description: 'Survey', anchors: ['1', '2'] },
      sections: { section_1: { title: 'Survey', text: '–' } },
      items: { q: { text: 'q' } },
    })
    expect(texts.en).not.toHaveProperty('scales')
  })

  test('of the language that has all questions stand in for English', () => {
    const { texts, notes } = build(
      [section([textItem('a', { ar: 'أ', fr: 'A' }), textItem('b', { ar: 'ب' })], { title: { fr: 'Titre' } })],
      { ar: 'استبيان' },
    )
    expect(Object.keys(texts)).toEqual(['en', 'ar'])
    expect([texts.en?.title, texts.en?.items.a?.text, texts.en?.items.b?.text]).toEqual(['استبيان', 'أ', 'ب'])
    // none of both has the heading: any words are better than none
    expect(texts.ar?.sections.section_1?.title).toBe('Titre')
    expect(texts.ar?.missing.cannot_say).toBe('لا يمكنني الحكم')
    expect(notes).toEqual([
      { path: 'fr', feature: 'language-incomplete' },
      { path: '', feature: 'no-english' },
    ])
  })

  test('in no language whole are taken from any', () => {
    const { texts, notes } = build([section([textItem('a', { fr: 'A' }), textItem('b', { de: 'B' })])])
    expect(Object.keys(texts)).toEqual(['en'])
    expect([texts.en?.items.a?.text, texts.en?.items.b?.text]).toEqual(['A', 'B'])
    expect(notes.map(({ path, feature }) => `${path} ${feature}`)).toEqual([
      ...['fr language-incomplete', 'de language-incomplete', ' no-english'],
    ])
  })

  test('in more languages than anybody has are left out, and named', () => {
    const letters = 'abcdefghijklmnopqrstuv'
    const words = Object.fromEntries([['en', 'Q'], ...[...letters].map((letter) => [`x${letter}`, letter])])
    const { texts, notes } = build([section([textItem('q', words)])])
    expect(Object.keys(texts)).toHaveLength(20)
    expect(notes).toEqual(['xt', 'xu', 'xv'].map((path) => ({ path, feature: 'too-large' })))
  })

  test('are cut where they are too long, and each place is named', () => {
    const [long, just] = [en('x'.repeat(2001)), en('x'.repeat(2000))]
    const points = [option('1', long), option('2')]
    const { notes, texts } = build(
      [
        section([textItem('a', just)], { title: long }),
        section([statement('b', 'g', points)], { text: just }),
        section([
          { ...common('c'), kind: 'rating', minimum: 1, points: [en('1'), long] },
          { ...common('d'), kind: 'choice', options: [option('1'), option('2', long)] },
          { ...common('e'), kind: 'choices', options: [option('1'), option('2', just)] },
          { ...common('f', long), kind: 'number', minimum: 0, maximum: 5, decimals: 1 },
        ]),
      ],
      en('T'),
      long,
    )
    expect(notes).toEqual(['', 'at a', 'at b', 'at c', 'at d', 'at f'].map((path) => ({ path, feature: 'shortened' })))
    expect(texts.en?.description).toHaveLength(2000)
  })
})

describe('statements', () => {
  const two = [option('1', en('No')), option('2', en('Yes'))]
  const three = [option('1', en('Never')), option('2', en('Often')), option('3', en('Always'))]

  test('have the scale that most of them have; others are chosen from', () => {
    const { instrument, items, texts, notes } = build([
      section([
        ...[
          statement('a', 'g', two),
          statement('b', 'g', three),
          statement('c', 'g', three),
          statement('d', 'h', three),
        ],
      ]),
    ])
    expect(instrument.scale).toEqual({ minimum: 1, maximum: 3 })
    expect(texts.en?.anchors).toEqual(['Never', 'Often', 'Always'])
    const of = (id: string, construct = id) => ({ id, construct, source: 'imported' })
    expect(items).toEqual([
      { kind: 'choice', ...of('a'), options: ['option_1', 'option_2'] },
      { kind: 'agreement', ...of('b', 'g') },
      { kind: 'agreement', ...of('c', 'g') },
      { kind: 'agreement', ...of('d'), isAlone: true },
    ])
    expect(texts.en?.items.a?.options).toEqual({ option_1: 'No', option_2: 'Yes' })
    expect(notes).toEqual([{ path: 'at a', feature: 'second-scale' }])
  })

  test('have the first of two scales that are as frequent, and points without words their number', () => {
    const { texts } = build([section([statement('a', 'g', two), statement('b', 'g', three)])])
    expect(texts.en?.anchors).toEqual(['No', 'Yes'])
    const bare = [option('1', {}), option('2', en('Yes'))]
    expect(build([section([statement('a', 'g', bare)])]).texts.en?.anchors).toEqual(['1', 'Yes'])
  })

  test('give their scale no name that a question has', () => {
    const { items } = build([section([textItem('g'), statement('a', 'g', two), statement('b', 'g', two)])])
    expect(items.map(({ id, construct }) => [id, construct])).toEqual([
      ...[
        ['g', 'g'],
        ['a', 'g_2'],
        ['b', 'g_2'],
      ],
    ])
  })
})

describe('ids', () => {
  test('of options are free of the fields that are offered beside them', () => {
    const options = ['none', 'cannot_say', 'not_applicable', 'x', 'x'].map((value) => option(value))
    const { items } = build([section([{ ...common('q'), kind: 'choices', options }])])
    expect(items[0]).toMatchObject({ options: ['none_2', 'cannot_say_2', 'not_applicable_2', 'x', 'x_2'] })
  })

  test('of questions are free of the fields that options are', () => {
    const { items } = build([
      section([
        textItem('q_none'),
        textItem('r_a'),
        { ...common('q'), kind: 'choices', options: [option('a'), option('b')] },
        { ...common('r'), kind: 'choices', options: [option('a'), option('b')] },
        textItem('q_2_b'),
      ]),
    ])
    expect(items.map(({ id }) => id)).toEqual(['q_none', 'r_a', 'q_2', 'r_2', 'q_2_b_2'])
  })

  test.each([
    ['Supplier check', 'supplier-check'],
    ['  2026: Über prüfen!  ', 'uber-prufen'],
    ['--1-a--b--', 'a-b'],
    ['فحص', 'survey'],
    [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
    ['a'.repeat(50), 'a'.repeat(40)],
  ])('the name of «%s» is %s', (title, name) => {
    expect(build([section([textItem('q')])], en(title)).instrument.name).toBe(name)
  })
})

describe('numbers', () => {
  const rangeOf = (minimum: number | undefined, maximum: number | undefined) => {
    const { items, notes } = build([section([{ ...common('n'), kind: 'number', minimum, maximum, decimals: 0 }])])
    const [made] = items
    if (made?.kind !== 'number') throw new Error('not a number')
    return [made.minimum, made.maximum, notes.map(({ path, feature }) => `${path} ${feature}`)]
  }
  test.each<[number | undefined, number | undefined, number, number, boolean]>([
    [undefined, undefined, 0, 1e9, false],
    [-5, 0, -5, 0, false],
    [0, 5, 0, 5, false],
    [undefined, 0, -95, 0, false],
    [undefined, -5, -95, -5, false],
    [undefined, -95, 0, 1e9, true],
    [-95, 5, -95, 5, false],
    [-96, 5, -95, 5, true],
    [undefined, 5, 0, 5, false],
    [5, undefined, 5, 1e9, false],
    [1e9, undefined, 1e9, 2e9, false],
    [1e9 - 1, undefined, 1e9 - 1, 1e9, false],
    [5, 5, 0, 1e9, true],
    [5, 1, 0, 1e9, true],
    [0, 1e15, 0, 1e15, false],
    [-1.1e15, 5, -95, 5, true],
    [0, 1.1e15, 0, 1e9, true],
  ])('from %s to %s are asked from %s to %s', (minimum, maximum, low, high, isNoted) => {
    expect(rangeOf(minimum, maximum)).toEqual([low, high, isNoted ? ['at n validation'] : []])
  })

  test.each([
    [undefined, 2000],
    [0, 2000],
    [0.9, 2000],
    [-3, 2000],
    [1, 1],
    [1.9, 1],
    [4000, 4000],
    [4001, 4000],
  ])('a text of at most %s characters may have %s', (maximum, characters) => {
    const { items } = build([section([{ ...common('q'), kind: 'text', maximum }])])
    expect(items[0]).toMatchObject({ maximum: characters })
  })
})

describe('conditions', () => {
  const when = [{ name: 'a', operator: '=' as const, values: ['x'] }]
  const choice: DraftItem = { ...common('a'), kind: 'choice', options: [option('x'), option('y')] }
  const asked = (of: Partial<DraftSection>, items: DraftItem[] = [choice]) => {
    const { instrument, notes, items: made } = build([section(items), section([{ ...textItem('b'), when }], of)])
    return { when: made.at(-1)?.when, notes, startsPage: instrument.sections.map((one) => one.startsPage) }
  }

  test('rest on what an earlier page asked', () => {
    expect(asked({ startsPage: true })).toEqual({
      ...{ when: { item: 'a', in: ['x'] }, notes: [], startsPage: [undefined, true] },
    })
    const notes = [{ path: 'at b', feature: 'condition' }]
    expect(asked({})).toEqual({ when: undefined, notes, startsPage: [undefined, undefined] })
    expect(asked({ startsPage: true }, [textItem('c')])).toMatchObject({ when: undefined, notes })
  })

  test('name a statement by itself, or by its group before it', () => {
    const points = [option('1', en('No')), option('x', en('Yes'))]
    for (const name of ['a', 'g.a']) {
      const built = build([
        section([statement('a', 'g', points)]),
        section([{ ...textItem('b'), when: [{ name, operator: '=', values: ['x'] }] }], { startsPage: true }),
      ])
      expect(built.items.at(-1)?.when).toEqual({ item: 'a', minimum: 2, maximum: 2 })
    }
  })

  test('the first section begins no page, and an empty one before it none either', () => {
    const { instrument } = build([
      ...[section([], { startsPage: true }), section([textItem('a')], { startsPage: true }), section([textItem('b')])],
    ])
    expect(instrument.sections.map(({ id, startsPage }) => [id, startsPage])).toEqual([
      ['section_2', undefined],
      ['section_3', undefined],
    ])
  })
})
