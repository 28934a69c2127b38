import { describe, expect, test } from 'vitest'
import { type Item, instrumentSchema, instrumentTextSchema } from '#app/instruments/instrument-schema'
import { exportSurveyJs } from '#app/instruments/interchange/export-surveyjs'

const measured = { construct: 'c', source: 's' }
const missing = [
  { value: 'not_applicable', text: 'N/A' },
  { value: 'cannot_say', text: 'Unsure' },
]

interface Given {
  id?: string
  items: object[]
  [more: string]: unknown
}

/** A questionnaire of these sections in these languages: each word names its place and its language. */
function exported(sections: Given[], side: 'buyer' | 'supplier' = 'buyer', languages = ['en']) {
  const instrument = instrumentSchema.parse({
    ...{ name: 't', version: 1, scale: { minimum: 1, maximum: 3 } },
    sections: sections.map(({ items, ...section }, index) => ({
      ...{ id: `s${index + 1}`, isShuffled: false, ...section },
      items: items.map((item) => ({ ...measured, ...item })),
    })),
  })
  const items = instrument.sections.flatMap((section) => section.items)
  const parts = items.flatMap((item) => ('parts' in item ? (item.parts ?? []) : []))
  const texts = languages.map((language) => {
    const say = (text: string) => (language === 'en' ? text : `${text} ${language}`)
    const words = (item: Item) => ({
      ...{ text: say(`Ask ${item.id}`), hint: say(`Hint ${item.id}`), unit: say('days'), none: say('Nothing') },
      ...('options' in item && { options: Object.fromEntries(item.options.map((one) => [one, say(`Is ${one}`)])) }),
    })
    const file = instrumentTextSchema.parse({
      ...{ title: say('T'), description: say('D'), anchors: ['No', 'Partly', 'Yes'].map(say) },
      scales: { ends: ['Low', 'Middle', 'High'].map(say), got: ['None', 'Some', 'All'].map(say) },
      missing: { not_applicable: say('N/A'), cannot_say: say('Unsure') },
      sections: Object.fromEntries(
        instrument.sections.map(({ id }) => [id, { title: say(`Head ${id}`), text: say(id) }]),
      ),
      items: Object.fromEntries(items.map((item) => [item.id, words(item)])),
      parts: Object.fromEntries(parts.map(({ id }) => [id, { text: say(`Part ${id}`) }])),
    })
    return [language, file] as const
  })
  const { survey, notes } = exportSurveyJs({ instrument, texts: new Map(texts) }, side)
  const { pages, ...head } = survey as { pages: { name: string; elements: Record<string, unknown>[] }[] }
  return {
    ...{ pages, head, elements: pages.flatMap((page) => page.elements.flatMap((panel) => panel.elements as object[])) },
    notes: notes.map(({ path, feature }) => `${path} ${feature}`),
  }
}
const only = (...items: object[]) => exported([{ items }]).elements

describe('a question in SurveyJS', () => {
  const scale = [
    { value: 1, text: 'No' },
    { value: 2, text: 'Partly' },
    { value: 3, text: 'Yes' },
  ]
  const ends = ['Low', 'Middle', 'High'].map((text, index) => ({ value: index - 1, text }))
  const got = ['None', 'Some', 'All'].map((text, index) => ({ value: index - 1, text }))

  test('of statements: one matrix per scale, and one for each that stands alone', () => {
    const agreement = (id: string, more: object = {}) => ({ kind: 'agreement', id, ...more })
    const matrix = (name: string, ids: string[], columns: object[]) => ({
      ...{ type: 'matrix', name, titleLocation: 'hidden', columns },
      rows: ids.map((value) => ({ value, text: `Ask ${value}` })),
    })
    expect(
      only(
        ...[agreement('a'), agreement('b'), agreement('d', { construct: 'other' })],
        ...[
          agreement('e', { isAlone: true }),
          agreement('f', { missing: [] }),
          agreement('g', { missing: ['cannot_say'] }),
        ],
      ),
    ).toEqual([
      matrix('matrix_c', ['a', 'b'], [...scale, ...missing]),
      matrix('matrix_other', ['d'], [...scale, ...missing]),
      matrix('matrix_e', ['e'], [...scale, ...missing]),
      matrix('matrix_c', ['f'], scale),
      matrix('matrix_c', ['g'], [...scale, ...missing.slice(1)]),
    ])
  })

  test('of a point between opposites', () => {
    expect(only({ kind: 'bipolar', id: 'q', minimum: -1, maximum: 1, anchors: 'ends' })).toEqual([
      { type: 'rating', name: 'q', title: 'Ask q', rateValues: [...ends, ...missing] },
    ])
  })

  test('of a number', () => {
    const number = { kind: 'number', id: 'q', minimum: 0, maximum: 9 }
    const asked = { type: 'text', inputType: 'number', name: 'q', title: 'Ask q', description: 'days', min: 0, max: 9 }
    expect(only({ ...number, decimals: 0 })).toEqual([{ ...asked, step: 1 }])
    expect(only({ ...number, decimals: 2 })).toEqual([{ ...asked, step: 0.01 }])
  })

  test('of one option or several', () => {
    const choices = ['x', 'y'].map((value) => ({ value, text: `Is ${value}` }))
    expect(only({ kind: 'choice', id: 'q', options: ['x', 'y'], missing: ['cannot_say'] })).toEqual([
      { type: 'radiogroup', name: 'q', title: 'Ask q', choices: [...choices, missing[1]] },
    ])
    expect(only({ kind: 'choices', id: 'q', options: ['x', 'y'] })).toEqual([
      { type: 'checkbox', name: 'q', title: 'Ask q', choices, showNoneItem: true },
    ])
  })

  test('of words, and without the tick that lets them be shown', () => {
    const text = { kind: 'text', id: 'q', maximum: 80 }
    const asked = [{ type: 'comment', name: 'q', title: 'Ask q', maxLength: 80 }]
    expect(exported([{ items: [text] }])).toMatchObject({ elements: asked, notes: [' scoring'] })
    const free = exported([{ items: [{ ...text, hasConsent: true }] }])
    expect(free).toMatchObject({ elements: asked, notes: [' scoring', 'q consent'] })
  })

  test('of parts that are rated twice', () => {
    const item = { kind: 'pairs', id: 'q', minimum: -1, maximum: 1, importance: 'ends', received: 'got' }
    const matrix = (rating: string, columns: object[]) => ({
      ...{ type: 'matrix', name: `q_${rating}`, title: 'Ask q', columns: [...columns, ...missing] },
      rows: ['x', 'y'].map((part) => ({ value: `${part}_${rating}`, text: `Part ${part}` })),
    })
    expect(only({ ...item, parts: [{ id: 'x' }, { id: 'y' }] })).toEqual([
      matrix('importance', ends),
      matrix('received', got),
    ])
  })

  test('of parts of a whole: a tick that there is none, and numbers that must come to it', () => {
    const item = {
      ...{ kind: 'constant_sum', id: 'q', total: 100, none: { field: 'q_zero', zero: 'n' } },
      parts: [
        { id: 'x', group: 'neutral' },
        { id: 'y', group: 'productive' },
      ],
    }
    const part = (name: string) => ({
      ...{ name, inputType: 'number', title: `Part ${name}` },
      validators: [{ type: 'numeric', minValue: 0, maxValue: 100 }],
    })
    const tick = {
      type: 'checkbox',
      name: 'q_zero',
      titleLocation: 'hidden',
      choices: [{ value: '1', text: 'Nothing' }],
    }
    const expression = '{q} empty or {q.x} + {q.y} = 100'
    const parts = {
      ...{ type: 'multipletext', name: 'q', title: 'Ask q', description: 'Hint q', items: [part('x'), part('y')] },
      validators: [{ type: 'expression', text: 'Hint q', expression }],
    }
    const { elements, notes } = exported([{ items: [item] }])
    expect(elements).toEqual([tick, { ...parts, visibleIf: '{q_zero} empty' }])
    expect(notes).toEqual([' scoring', 'q nothing-to-share'])
    const number = { kind: 'number', id: 'n', minimum: 0, maximum: 9, decimals: 0 }
    expect(only(number, { ...item, when: { item: 'n', minimum: 1 } }).slice(1)).toEqual([
      { ...tick, visibleIf: '{n} >= 1' },
      { ...parts, visibleIf: '({n} >= 1) and {q_zero} empty' },
    ])
  })

  test('of promises is not there: nobody knows them yet', () => {
    const text = { kind: 'text', id: 't', maximum: 9 }
    const { elements, notes } = exported([{ items: [text, { kind: 'promises', id: 'q' }] }])
    expect(elements).toMatchObject([{ name: 't' }])
    expect(notes).toEqual([' scoring', 'q open-promises'])
  })
})

describe('a condition in SurveyJS', () => {
  const part = (id: string) => ({ id, group: 'neutral' })
  const first = [
    { kind: 'agreement', id: 'fair' },
    { kind: 'agreement', id: 'lone', isAlone: true },
    { kind: 'choice', id: 'one', options: ['x', 'y'] },
    { kind: 'choices', id: 'many', options: ['x', 'y'] },
    {
      kind: 'constant_sum',
      id: 'sum',
      total: 9,
      none: { field: 'sum_none', zero: 'n' },
      parts: [part('p1'), part('p2')],
    },
    {
      ...{ kind: 'pairs', id: 'two', minimum: -1, maximum: 1, importance: 'ends', received: 'got' },
      parts: [{ id: 'r1' }, { id: 'r2' }],
    },
    { kind: 'promises', id: 'kept' },
    { kind: 'number', id: 'n', minimum: 0, maximum: 9, decimals: 0 },
  ]
  const conditionOf = (when: object) => {
    const asked = { kind: 'text', id: 'q', maximum: 9, when }
    const { elements, notes } = exported([{ items: first }, { items: [asked], startsPage: true }])
    const { visibleIf } = elements.at(-1) as { visibleIf?: string }
    return { visibleIf, isNoted: notes.includes('q condition') }
  }

  test.each([
    [{ item: 'fair', minimum: 2 }, '{matrix_c.fair} >= 2'],
    [{ item: 'fair', maximum: 2 }, '{matrix_c.fair} <= 2'],
    [{ item: 'lone', minimum: 1, maximum: 2 }, '{matrix_lone.lone} >= 1 and {matrix_lone.lone} <= 2'],
    [{ item: 'one', in: ['x'] }, "{one} = 'x'"],
    [{ item: 'one', in: ['x', "y'y"] }, "{one} anyof ['x', 'yy']"],
    [{ item: 'many_y', in: ['1'] }, "{many} contains 'y'"],
    [{ item: 'many_none', in: ['1'] }, "{many} contains 'none'"],
    [{ item: 'sum_none', in: ['1'] }, "{sum_none} contains '1'"],
    [{ item: 'p2', minimum: 0 }, '{sum.p2} >= 0'],
    [{ item: 'r1_importance', minimum: 0 }, '{two_importance.r1_importance} >= 0'],
    [{ item: 'r2_received', maximum: 0 }, '{two_received.r2_received} <= 0'],
    [{ item: 'n', minimum: 1 }, '{n} >= 1'],
  ])('%j', (when, visibleIf) => expect(conditionOf(when)).toEqual({ visibleIf, isNoted: false }))

  test.each([
    { item: 'nobody', minimum: 1 },
    { item: 'many', minimum: 1 },
    { item: 'kept', minimum: 1 },
  ])('%j is not there, and said not to be', (when) =>
    expect(conditionOf(when)).toEqual({ visibleIf: undefined, isNoted: true }),
  )

  test('keeps statements in matrices of their own', () => {
    const statement = (id: string, minimum?: number) => ({
      ...{ kind: 'agreement', id, ...(minimum !== undefined && { when: { item: 'n', minimum } }) },
    })
    const { elements } = exported([
      { items: first },
      { startsPage: true, items: [statement('a'), statement('b', 1), statement('d', 1), statement('e', 2)] },
    ])
    const matrices = elements.slice(-3) as { rows: { value: string }[]; visibleIf?: string }[]
    expect(matrices.map(({ rows, visibleIf }) => [rows.map(({ value }) => value).join(' '), visibleIf])).toEqual([
      ['a', undefined],
      ['b d', '{n} >= 1'],
      ['e', '{n} >= 2'],
    ])
  })
})

describe('a survey in SurveyJS', () => {
  const text = (id: string, more: object = {}) => ({ kind: 'text', id, maximum: 9, ...more })

  test('has pages, panels and words as the questionnaire has', () => {
    const { head, pages, notes } = exported([
      ...[{ items: [text('a')] }, { items: [text('b')] }, { items: [text('d')], startsPage: true }],
    ])
    expect(head).toEqual({ title: 'T', description: 'D' })
    const panel = (id: string, item: string) => ({
      ...{ type: 'panel', name: `panel_${id}`, title: `Head ${id}`, description: id },
      elements: [{ type: 'comment', name: item, title: `Ask ${item}`, maxLength: 9 }],
    })
    expect(pages).toEqual([
      { name: 'page_1', elements: [panel('s1', 'a'), panel('s2', 'b')] },
      { name: 'page_2', elements: [panel('s3', 'd')] },
    ])
    expect(notes).toEqual([' scoring'])
  })

  test('has what this side is asked: no panel and no page stays empty', () => {
    const sections = [
      { items: [text('a', { sides: ['buyer', 'supplier'] }), text('b', { sides: ['supplier'] })] },
      { items: [text('d', { sides: ['supplier'] })] },
      { items: [text('e', { sides: ['supplier'] })], startsPage: true },
      { items: [text('f')], startsPage: true },
    ]
    const names = (side: 'buyer' | 'supplier') =>
      exported(sections, side).pages.map(({ name, elements }) => [
        ...[name, elements.map((panel) => (panel.elements as { name: string }[]).map((one) => one.name).join(' '))],
      ])
    expect(names('buyer')).toEqual([
      ['page_1', ['a']],
      ['page_3', ['f']],
    ])
    expect(names('supplier')).toEqual([
      ['page_1', ['a b', 'd']],
      ['page_2', ['e']],
      ['page_3', ['f']],
    ])
  })

  test('in several languages has each word in all of them, English as the usual one', () => {
    const { head, elements } = exported([{ items: [text('a')] }], 'buyer', ['ar', 'en'])
    expect(head).toEqual({ title: { default: 'T', ar: 'T ar' }, description: { default: 'D', ar: 'D ar' } })
    expect(elements).toMatchObject([{ title: { default: 'Ask a', ar: 'Ask a ar' } }])
  })

  test('names what SurveyJS does not know: who is asked by function, once per firm, and the order of each person', () => {
    const { notes, elements } = exported([
      {
        ...{ isShuffled: true, isAboutFirm: true },
        items: [{ kind: 'agreement', id: 'a' }, text('b', { functions: ['quality'] }), { kind: 'agreement', id: 'd' }],
      },
      { items: [{ kind: 'agreement', id: 'e' }] },
    ])
    expect(notes).toEqual([' scoring', 's1 about-firm', 'b functions'])
    expect(elements).toMatchObject([{ rowsOrder: 'random' }, { name: 'b' }, { rowsOrder: 'random' }, {}])
    expect(elements[1]).not.toHaveProperty('rowsOrder')
    expect(elements[3]).not.toHaveProperty('rowsOrder')
  })
})

test.each(['{partner}', '{wave}'])('the slot %s stays, and is named', (slot) => {
  const instrument = instrumentSchema.parse({
    ...{ name: 't', version: 1, scale: { minimum: 1, maximum: 2 } },
    sections: [{ id: 's', isShuffled: false, items: [{ ...measured, kind: 'text', id: 'q', maximum: 9 }] }],
  })
  const words = { title: 'T', description: 'D', anchors: ['1', '2'], missing: { not_applicable: 'n', cannot_say: 'c' } }
  const made = (title: string, ask: string) => {
    const rest = { sections: { s: { title: 'S', text: 'S' } }, items: { q: { text: ask } }, parts: {} }
    const file = instrumentTextSchema.parse({ ...words, ...rest, title })
    return exportSurveyJs({ instrument, texts: new Map([['en', file]]) }, 'buyer').notes
  }
  const slots = [
    { path: '', feature: 'scoring' },
    { path: '', feature: 'slots' },
  ]
  expect(made(`T ${slot}`, 'Q')).toEqual(slots)
  expect(made('T', `Q ${slot}`)).toEqual(slots)
  expect(made('T', 'Q {other}')).toEqual(slots.slice(0, 1))
})
