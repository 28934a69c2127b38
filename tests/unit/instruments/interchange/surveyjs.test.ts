import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkTemplate } from '#app/instruments/check-template'
import { instrumentSchema, instrumentTextSchema } from '#app/instruments/instrument-schema'
import type { ImportedTemplate } from '#app/instruments/interchange/build-template'
import { exportSurveyJs } from '#app/instruments/interchange/export-surveyjs'
import { importSurveyJs } from '#app/instruments/interchange/import-surveyjs'
import type { Template } from '#app/instruments/template'
import { findTemplate, listTemplates } from '#app/instruments/templates'
import { FUNCTIONS } from '#app/relationships/functions'
import { randomCases } from '#tests/setup/random-cases'

function problemsOf({ template }: ImportedTemplate) {
  if (!template) throw new Error('nothing came')
  return checkTemplate({ folder: 't', ...template, fallbackLanguage: 'en', functions: FUNCTIONS }).problems
}
const read = (...pages: object[][]) => importSurveyJs({ pages: pages.map((elements) => ({ elements })) })
const featuresOf = ({ notes }: ImportedTemplate) => notes.map(({ feature }) => feature)
const itemsOf = ({ template }: ImportedTemplate) => template?.instrument.sections.flatMap(({ items }) => items) ?? []

const SURVEY = {
  title: { default: 'Supplier check', ar: 'فحص المورد' },
  pages: [
    {
      elements: [
        {
          type: 'matrix',
          name: 'trust',
          columns: [
            { value: 1, text: 'No' },
            { value: 2, text: 'Partly' },
            { value: 3, text: 'Yes' },
          ],
          rows: [
            { value: 'fair', text: 'They are fair.' },
            { value: 'open', text: 'They are open.' },
          ],
        },
        { type: 'radiogroup', name: 'contact', title: 'How often?', choices: ['weekly', 'monthly'] },
        { type: 'file', name: 'upload', title: 'A file' },
      ],
    },
    {
      elements: [
        { type: 'comment', name: 'why', title: 'Why {contact}?', visibleIf: "{contact} = 'monthly'" },
        { type: 'rating', name: 'stars', title: 'Stars', rateMin: 1, rateMax: 5, minRateDescription: 'Poor' },
        {
          type: 'text',
          inputType: 'number',
          name: 'staff',
          title: 'Staff',
          min: 1,
          max: 50,
          visibleIf: '{a} > 1 and {b} > 2',
        },
        { type: 'boolean', name: 'again', title: 'Again?' },
        { type: 'checkbox', name: 'parts', title: 'Parts', choices: ['a', 'b'], showOtherItem: true },
      ],
    },
  ],
}

describe('a survey of SurveyJS', () => {
  const imported = importSurveyJs(SURVEY)

  test('becomes a template without faults', () => {
    expect(problemsOf(imported)).toEqual([])
    expect(itemsOf(imported).map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'fair agreement',
      'open agreement',
      'contact choice',
      'why text',
      'stars bipolar',
      'staff number',
      'again choice',
      'parts choices',
    ])
    expect(itemsOf(imported)[3]).toMatchObject({ when: { item: 'contact', in: ['monthly'] } })
    expect(imported.template?.texts.en?.items.why?.text).toBe('Why contact?')
  })

  test('names what could not come along, with its place', () => {
    expect(imported.notes).toEqual(
      expect.arrayContaining([
        { path: 'pages.0.elements.2', feature: 'unknown-question' },
        { path: 'pages.1.elements.2', feature: 'condition' },
        { path: 'pages.1.elements.4', feature: 'other-option' },
      ]),
    )
  })
})

describe('what surveys say in their own ways', () => {
  test('other points than the most frequent ones are chosen from', () => {
    const imported = read([
      { type: 'matrix', name: 'm', columns: ['Yes', 'No'], rows: ['a'] },
      { type: 'matrix', name: 'n', columns: [1, 2, 3], rows: ['b', 'c'] },
      { type: 'matrix', name: 'o', columns: [1, 2, 3], rows: ['d'] },
    ])
    expect(problemsOf(imported)).toEqual([])
    expect(itemsOf(imported)).toMatchObject([
      { id: 'a', kind: 'choice', options: ['option_yes', 'option_no'] },
      { id: 'b', kind: 'agreement', construct: 'n' },
      { id: 'c', kind: 'agreement', construct: 'n' },
      { id: 'd', kind: 'agreement', isAlone: true },
    ])
    expect(imported.template?.texts.en?.anchors).toEqual(['1', '2', '3'])
  })

  test('ratings with gaps are chosen from', () => {
    const imported = read([{ type: 'rating', name: 'r', rateMin: 0, rateMax: 100, rateStep: 25 }])
    expect(itemsOf(imported)).toMatchObject([{ kind: 'choice', options: ['q_0', 'q_25', 'q_50', 'q_75', 'q_100'] }])
  })

  test.each([-1e16, -1000, 1e16])(
    'nor are those from %d on a scale: no answer may be a number like that',
    (rateMin) => {
      const imported = read([{ type: 'rating', name: 'r', rateValues: [rateMin, rateMin + 1] }])
      expect(problemsOf(imported)).toEqual([])
      expect(itemsOf(imported).map(({ kind }) => kind)).not.toContain('bipolar')
    },
  )

  test('numbers keep their borders and decimals, and take a number in any case', () => {
    const imported = read([
      { type: 'text', inputType: 'number', name: 'a', min: -5, max: 0, step: 0.01 },
      { type: 'text', inputType: 'number', name: 'b', max: -5 },
      { type: 'text', inputType: 'number', name: 'c', min: 5, max: 1 },
      { type: 'text', inputType: 'number', name: 'd', min: 5e9 },
      { type: 'text', inputType: 'number', name: 'e', max: 1e300 },
      { type: 'comment', name: 'f', maxLength: 1.5 },
    ])
    expect(problemsOf(imported)).toEqual([])
    expect(itemsOf(imported)[0]).toMatchObject({ minimum: -5, maximum: 0, decimals: 2 })
    expect(imported.notes).toEqual([
      { path: 'pages.0.elements.2', feature: 'validation' },
      { path: 'pages.0.elements.4', feature: 'validation' },
    ])
  })

  test('a condition on an answer of the same page begins a page, below the same heading', () => {
    const imported = read([
      {
        ...{ type: 'panel', title: 'Delays' },
        elements: [
          { type: 'boolean', name: 'late' },
          { type: 'matrix', name: 'm', columns: [1, 2, 3], rows: ['a', 'b'] },
          { type: 'comment', name: 'why', visibleIf: "{late} = 'true'" },
          { type: 'comment', name: 'more', visibleIf: '{m.a} > 1' },
        ],
      },
    ])
    expect(imported.notes).toEqual([])
    expect(problemsOf(imported)).toEqual([])
    const sections = imported.template?.instrument.sections ?? []
    expect(sections.map(({ startsPage, items }) => [startsPage, items.map(({ id }) => id)])).toEqual([
      [undefined, ['late', 'a', 'b']],
      [true, ['why', 'more']],
    ])
    expect(itemsOf(imported).map(({ when }) => when)).toEqual([
      ...[undefined, undefined, undefined],
      { item: 'late', in: ['true'] },
      { item: 'a', minimum: 2, maximum: 3 },
    ])
    expect(Object.values(imported.template?.texts.en?.sections ?? {}).map(({ title }) => title)).toEqual([
      'Delays',
      'Delays',
    ])
  })

  test('words that are too long are cut, and named', () => {
    const imported = read([
      { type: 'comment', name: 'long', title: `${'x'.repeat(1995)}{partner}` },
      { type: 'comment', name: 'just', title: 'x'.repeat(2000) },
    ])
    expect(imported.notes).toEqual([{ path: 'pages.0.elements.0', feature: 'shortened' }])
    expect(problemsOf(imported)).toEqual([])
    expect(imported.template?.texts.en?.items.long?.text).toBe('x'.repeat(1995))
    expect(imported.template?.texts.en?.items.just?.text).toHaveLength(2000)
  })

  test('words above a group of statements stand above it here', () => {
    const rows = ['a', 'b']
    const { template } = importSurveyJs({
      title: 'T',
      pages: [
        {
          title: 'Page',
          elements: [
            { type: 'panel', title: 'Panel', elements: [{ type: 'html', html: '<p>Please <b>read</b></p>' }] },
            { type: 'matrix', name: 'm', title: 'How far?', description: 'In all', columns: [1, 2], rows },
            { type: 'comment', name: 'c', title: 'Why?', description: 'Briefly' },
            { type: 'html', html: 'Thanks' },
          ],
        },
      ],
    })
    const { sections, items } = template?.texts.en ?? {}
    expect(Object.values(sections ?? {})[0]).toEqual({ title: 'Page – Panel – How far?', text: 'Please read – In all' })
    expect(items?.c?.text).toBe('Why? – Briefly')
  })

  test('nothing goes without a note', () => {
    const choices = Array.from({ length: 300 }, (_, index) => index)
    const nested = { type: 'panel', elements: [{ type: 'comment', name: 'deep' }] }
    const deep = Array.from({ length: 20 }).reduce<object>((inner) => ({ type: 'panel', elements: [inner] }), nested)
    const imported = read([
      { type: 'comment', name: 'a', isRequired: true, enableIf: '{b} = 1', defaultValue: 'x' },
      { type: 'expression', name: 'b', expression: '1 + 1' },
      { type: 'radiogroup', name: 'c', choices, choicesVisibleIf: '{item} > 3' },
      deep,
      { type: 'text', inputType: 'date', name: 'd', title: { tlh_KL: 'x', default: 'D' } },
      { type: 'html', html: 'Thanks' },
    ])
    expect(featuresOf(imported).sort()).toEqual([
      ...['calculation', 'calculation', 'condition', 'condition', 'language-incomplete', 'too-large', 'too-large'],
      ...['unknown-question', 'validation', 'validation'],
    ])
  })
})

describe('conditions', () => {
  const ask = (visibleIf: string) => {
    const imported = read(
      [
        { type: 'radiogroup', name: 'one', choices: ['x', 'y', 'z, too'] },
        { type: 'checkbox', name: 'many', choices: ['x', 'y'] },
        { type: 'text', inputType: 'number', name: 'whole', min: 0, max: 9 },
        { type: 'text', inputType: 'number', name: 'exact', step: 0.1 },
        { type: 'rating', name: 'stars', rateMin: 0, rateMax: 4 },
        { type: 'matrix', name: 'm', columns: [5, 4, 3], rows: ['fair', 'open'] },
        { type: 'boolean', name: 'again' },
      ],
      [{ type: 'comment', name: 'why', visibleIf }],
    )
    expect(problemsOf(imported)).toEqual([])
    const { when } = itemsOf(imported).at(-1) ?? {}
    expect(featuresOf(imported).includes('condition')).toBe(when === undefined)
    return when
  }

  test.each([
    ["{one} = 'x'", { item: 'one', in: ['x'] }],
    ["{one} anyof ['x', 'z, too']", { item: 'one', in: ['x', 'z_too'] }],
    ["({many} contains 'y')", { item: 'many_y', in: ['1'] }],
    ['{whole} > 3', { item: 'whole', minimum: 4 }],
    ['{whole} >= 1 and {whole} < 5', { item: 'whole', minimum: 1, maximum: 4 }],
    ['{exact} > 1', { item: 'exact', minimum: 1.1 }],
    ['{stars} <= 1', { item: 'stars', minimum: 0, maximum: 1 }],
    ['{stars} anyof [0, 4]', { item: 'stars', in: ['0', '4'] }],
    ['{m.fair} >= 4', { item: 'fair', minimum: 1, maximum: 2 }],
    ['{again} = true', { item: 'again', in: ['true'] }],
  ])('%s is kept', (visibleIf, when) => expect(ask(visibleIf)).toEqual(when))

  test.each([
    ...[
      "{one} = 'nothing'",
      "{one} = 'x' or {one} = 'y'",
      "{one} = 'x' and {whole} > 3",
      '{whole} > 9',
      '{whole} > 5 and',
    ],
    ...["{many} = 'x'", "{many} contains ['x', 'y']", '{whole} > 5 and {whole} < 5', "{none} = 'x'", '{whole} + 1 > 3'],
    ...['{one} notempty', "{why} = 'x'", `${' ('.repeat(5000)}`],
  ])('%s is noted', (visibleIf) => expect(ask(visibleIf)).toBeUndefined())
})

describe('whatever comes', () => {
  const wild = fc.oneof(fc.jsonValue(), fc.constant({ toString: 1, valueOf: 1 }))
  const name = fc.oneof(
    fc.constantFrom('q', 'q_a', 'q_none', '__proto__', 'constructor', 'page', 'q 1', 'سؤال', '{partner}'),
    fc.string(),
  )
  const number = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double(), wild)
  const list = fc.array(fc.oneof(name, fc.integer(), fc.record({ value: name, text: wild }), wild), { maxLength: 6 })
  const types = ['matrix', 'rating', 'radiogroup', 'dropdown', 'checkbox', 'text', 'comment', 'boolean', 'html', 'x']
  const title = fc.oneof(name, fc.dictionary(fc.constantFrom('default', 'ar', 'x', '__proto__'), fc.string()), wild)
  const element = fc.record(
    {
      ...{ type: fc.oneof(fc.constantFrom(...types), wild), name: fc.oneof(name, wild), title, description: title },
      ...{ choices: list, columns: list, rows: list, rateValues: list, inputType: fc.constantFrom('number', 'date') },
      ...{ min: number, max: number, step: number, maxLength: number, rateMin: number, rateMax: number },
      ...{ rateStep: number, rateCount: number, showNoneItem: fc.boolean(), validators: wild },
      visibleIf: fc.oneof(
        fc.constantFrom("{q} = 'a'", '{q} > 3', "{q} anyof ['a', 'b']", "{q} contains 'a'", '{', '{q.q} < 2'),
        wild,
      ),
    },
    { requiredKeys: ['type'] },
  )
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      element,
      fc.record({ type: fc.constant('panel'), title, elements: fc.array(tie('node'), { maxLength: 4 }) }),
    ),
  }))
  const page = fc.record({ title, elements: fc.oneof(fc.array(node, { maxLength: 6 }), wild) })
  const survey = fc.oneof(
    wild,
    fc.record({ title, locale: fc.oneof(fc.constantFrom('fr', 'xx-invalid-'), wild), pages: fc.array(page) }),
  )

  test('nothing is thrown, and what comes out is a template without faults', () => {
    fc.assert(
      fc.property(survey, (json) => {
        const imported = importSurveyJs(json)
        // a language of the source that lacks a slot lacks it here, and is named before anything is kept
        const isOurs = ({ problem }: { problem: string }) => !problem.startsWith('lost the slot')
        if (imported.template) expect(problemsOf(imported).filter(isOurs)).toEqual([])
        // a page lists them, each under its own key
        expect(new Set(imported.notes.map((note) => JSON.stringify(note))).size).toBe(imported.notes.length)
      }),
      { numRuns: randomCases(1000) },
    )
  })

  test('far too much is cut, and does not take long', () => {
    const rows = Array.from({ length: 200 }, () => 'row')
    const matrices = Array.from({ length: 300 }, () => ({ type: 'matrix', name: 'm', columns: [1, 2], rows }))
    const started = performance.now()
    const imported = read(matrices)
    expect(performance.now() - started).toBeLessThan(3000)
    expect(itemsOf(imported)).toHaveLength(400)
    expect(featuresOf(imported)).toContain('too-large')
    expect(problemsOf(imported)).toEqual([])
  })
})

describe('our templates for SurveyJS', () => {
  test.each(listTemplates().map((template) => [template.instrument.name, template] as const))(
    '%s comes back with its questions',
    (_, template) => {
      for (const side of ['buyer', 'supplier'] as const) comesBack(template, side)
    },
  )

  function comesBack(template: Template, side: 'buyer' | 'supplier') {
    const { survey } = exportSurveyJs(template, side)
    const back = importSurveyJs(JSON.parse(JSON.stringify(survey)))
    expect(problemsOf(back)).toEqual([])
    const comparable = ['agreement', 'bipolar', 'choice', 'choices', 'number', 'text']
    const expected = template.instrument.sections
      .flatMap(({ items }) => items)
      .filter(({ kind, sides }) => comparable.includes(kind) && (!sides || sides.includes(side)))
      .map(({ id, kind }) => `${id} ${kind}`)
    const came = itemsOf(back).map(({ id, kind }) => `${id} ${kind}`)
    expect(expected.filter((one) => !came.includes(one))).toEqual([])
    const conditions = template.instrument.sections.flatMap(({ items }) =>
      items.flatMap(({ id, when }) => (when && itemsOf(back).some((one) => one.id === id) ? [[id, when]] : [])),
    )
    expect(itemsOf(back).flatMap(({ id, when }) => (when ? [[id, when]] : []))).toEqual(conditions)
  }

  test('have the words of all languages', () => {
    const template = findTemplate('relationship-pulse', 1)
    if (!template) throw new Error('the pulse is not shipped')
    const text = JSON.stringify(exportSurveyJs(template, 'supplier').survey)
    for (const words of ['treats us fairly', 'بإنصاف', 'équitablement']) expect(text).toContain(words)
  })

  test('leave nobody without a way to say nothing', () => {
    const template = findTemplate('relationship-survey', 1)
    if (!template) throw new Error('the survey is not shipped')
    const text = JSON.stringify(exportSurveyJs(template, 'buyer').survey)
    expect(text).toContain('"visibleIf":"{voice_raised} >= 1"')
    const rating = /"type":"rating".*?\}\]/.exec(text)?.[0]
    expect(rating).toContain('"cannot_say"')
  })

  test('share out what there is, or nothing', () => {
    const template = findTemplate('relationship-core', 1)
    if (!template) throw new Error('the core is not shipped')
    const { survey } = exportSurveyJs(template, 'buyer')
    const text = JSON.stringify(survey)
    expect(text).toContain('{time.time_price} + {time.time_contract}')
    expect(text).toContain('"visibleIf":"{time_none} empty"')
  })

  test('ask under conditions in the names of the export', () => {
    const words = { title: 'T', description: 'T', sections: {}, parts: {} }
    const item = { construct: 'c', source: 's' }
    const asked = (id: string, when: object) => ({ ...item, id, kind: 'text', maximum: 9, when })
    const instrument = instrumentSchema.parse({
      ...{ name: 't', version: 1, scale: { minimum: 1, maximum: 2 } },
      sections: [
        {
          ...{ id: 'a', isShuffled: true },
          items: [
            { ...item, id: 'first', kind: 'agreement' },
            { ...item, id: 'second', kind: 'agreement' },
            { ...item, id: 'many', kind: 'choices', options: ['x', 'y'] },
            { ...item, id: 'free', kind: 'text', maximum: 9, hasConsent: true },
            { ...item, id: 'theirs', kind: 'text', maximum: 9, sides: ['supplier'] },
          ],
        },
        {
          ...{ id: 'b', isShuffled: false, startsPage: true },
          items: [
            asked('w1', { item: 'second', minimum: 2 }),
            asked('w2', { item: 'many_y', in: ['1'] }),
            asked('w3', { item: 'free_consent', in: ['1'] }),
          ],
        },
        { id: 'c', isShuffled: false, items: [{ ...item, id: 'x1', kind: 'text', maximum: 9, sides: ['supplier'] }] },
      ],
    })
    const text = instrumentTextSchema.parse({
      ...{ ...words, anchors: ['1', '2'], missing: { not_applicable: 'n', cannot_say: 'c' } },
      items: Object.fromEntries(instrument.sections.flatMap(({ items }) => items).map(({ id }) => [id, { text: id }])),
    })
    const { survey, notes } = exportSurveyJs({ instrument, texts: new Map([['en', text]]) }, 'buyer')
    const json = JSON.stringify(survey)
    expect(json.match(/"visibleIf":"[^"]*"/g)).toEqual([
      '"visibleIf":"{matrix_c.second} >= 2"',
      `"visibleIf":"{many} contains 'y'"`,
    ])
    expect(notes).toContainEqual({ path: 'w3', feature: 'condition' })
    expect(json).toContain('"rowsOrder":"random"')
    expect(json).not.toContain('theirs')
    expect(json).not.toContain('panel_c')
  })
})

test('what comes along changed is named: an order of its own, a second scale, points with gaps', () => {
  const columns = (...texts: string[]) => texts.map((text, index) => ({ value: index + 1, text }))
  const rows = ['a', 'b', 'c']
  const imported = importSurveyJs({
    questionsOrder: 'random',
    elements: [
      { type: 'matrix', name: 'most', columns: columns('No', 'Yes'), rows, rowsOrder: 'random' },
      { type: 'matrix', name: 'few', columns: columns('Never', 'Often', 'Always'), rows: ['d'] },
      { type: 'rating', name: 'steps', rateValues: [1, 3, 9] },
      { type: 'radiogroup', name: 'pick', choices: ['x', 'y'], choicesOrder: 'asc' },
    ],
  })
  expect(imported.notes).toEqual(
    expect.arrayContaining([
      { path: 'pages.0', feature: 'order' },
      { path: 'pages.0.elements.0', feature: 'order' },
      { path: 'pages.0.elements.1', feature: 'second-scale' },
      { path: 'pages.0.elements.2', feature: 'gaps' },
      { path: 'pages.0.elements.3', feature: 'order' },
    ]),
  )
  expect(imported.notes).toHaveLength(5)
})

test('the export names what SurveyJS will not know', () => {
  const featuresFor = (name: string, side: 'buyer' | 'supplier') => {
    const found = findTemplate(name, 1)
    if (!found) throw new Error(`${name} is missing`)
    return new Set(exportSurveyJs(found, side).notes.map(({ feature }) => feature))
  }
  expect(featuresFor('firm-operations', 'buyer')).toContain('about-firm')
  expect(featuresFor('relationship-survey', 'buyer')).toContain('nothing-to-share')
  expect(featuresFor('relationship-pulse', 'supplier')).toContain('consent')
})

test('words that other tools say by themselves come in every language of the program', () => {
  const { template } = read([{ type: 'boolean', name: 'again', title: { default: 'Again?', ar: 'مرة أخرى؟' } }])
  expect(Object.values(template?.texts.ar?.items.again?.options ?? {})).toEqual(['نعم', 'لا'])
})
