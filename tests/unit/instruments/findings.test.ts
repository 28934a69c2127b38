// Each thing that can be wrong with a questionnaire or its words, with its place, what it is and what to do.
import { describe, expect, test } from 'vitest'
import { checkInstrument } from '#app/instruments/check-instrument'
import { checkInstrumentText } from '#app/instruments/check-instrument-text'
import { checkSlots } from '#app/instruments/check-slots'
import { checkTemplate, parseFile } from '#app/instruments/check-template'
import type { Instrument, InstrumentTextFile } from '#app/instruments/instrument-schema'
import { instrumentSchema } from '#app/instruments/instrument-schema'
import { readTemplateUpload } from '#app/instruments/read-template-upload'
import { findTemplate, listTemplates } from '#app/instruments/templates'

const own = { construct: 'c', source: 's' }
const text = (id: string, more: object = {}) => ({ kind: 'text', id, maximum: 9, ...own, ...more })
const agreement = (id: string, more: object = {}) => ({ kind: 'agreement', id, ...own, ...more })
const number = (id: string, more: object = {}) => ({
  kind: 'number',
  id,
  minimum: 0,
  maximum: 9,
  decimals: 0,
  ...own,
  ...more,
})
const part = (id: string) => ({ id, group: 'neutral' as const })
const sum = (id: string, more: object = {}) => ({
  ...{ kind: 'constant_sum', id, total: 9, none: { field: `${id}_none`, zero: 'n' } },
  ...{ parts: [part(`${id}_1`), part(`${id}_2`)], ...own, ...more },
})

interface GivenSection {
  items: object[]
  [more: string]: unknown
}
function instrumentOf(sections: GivenSection[], scale = { minimum: 1, maximum: 3 }): Instrument {
  return {
    ...{ name: 't', version: 1, scale },
    sections: sections.map((section, index) => ({ id: `s${index + 1}`, isShuffled: false, ...section })),
  } as Instrument
}
function findings(sections: GivenSection[], scale?: { minimum: number; maximum: number }) {
  return checkInstrument('f', instrumentOf(sections, scale), ['finance', 'quality']).map(
    ({ file, path, problem, remedy }) => `${file} ${path}: ${problem} | ${remedy}`,
  )
}
const ofItems = (...items: object[]) => findings([{ items }])

describe('an instrument', () => {
  test('without faults has none', () => {
    expect(
      findings([
        {
          items: [agreement('a'), agreement('b', { isReversed: true }), agreement('l', { isAlone: true }), number('n')],
        },
        { items: [sum('s'), text('t', { functions: ['finance'] }), { kind: 'promises', id: 'p', ...own }] },
      ]),
    ).toEqual([])
  })

  test('has each name once', () => {
    const twice = 'occurs twice | give one of them another name'
    expect(
      findings([
        { id: 'same', items: [text('t'), text('t'), text('t')] },
        { id: 'same', items: [{ kind: 'choices', id: 'u', options: ['x', 'y'], ...own }, text('u_x')] },
      ]),
    ).toEqual([`f sections.same: ${twice}`, `f items.t: ${twice}`, `f items.u_x: ${twice}`])
    expect(ofItems(agreement('a'), agreement('b'), number('c'))).toEqual([`f scores.c: ${twice}`])
  })

  test('has scales that can be measured', () => {
    expect(ofItems(agreement('a'))).toEqual([
      'f scales.c: has one item only, so its reliability cannot be known | give it a second item, drop it, or say "isAlone": true to report it as a single indicator',
    ])
    expect(ofItems(agreement('a', { isReversed: true }), agreement('b', { isReversed: true }))).toEqual([
      'f scales.c: has reversed items only | word at least one item in the direction of the scale',
    ])
    expect(findings([{ items: [text('t')] }], { minimum: 3, maximum: 3 })).toEqual([
      'f scale: has no two points | let minimum be below maximum',
    ])
  })

  test('has numbers that can be given', () => {
    const bipolar = (minimum: number, maximum: number) => ({
      kind: 'bipolar',
      id: 'x',
      anchors: 'e',
      minimum,
      maximum,
      ...own,
    })
    expect(ofItems(number('x', { minimum: 9 }))).toEqual(['f items.x: takes no number | let minimum be below maximum'])
    expect(ofItems(bipolar(2, 1))).toEqual(['f items.x: takes no number | let minimum be below maximum'])
    expect(ofItems(number('x', { minimum: -95 }))).toEqual([])
    const taken = 'f items.x: takes numbers that stand for missing answers in data files | let minimum be -95 or more'
    expect(ofItems(number('x', { minimum: -95.5 }))).toEqual([taken])
    expect(ofItems(bipolar(-96, 1))).toEqual([taken])
    expect(findings([{ items: [text('t')] }], { minimum: -95, maximum: 1 })).toEqual([])
    expect(findings([{ items: [text('t')] }], { minimum: -96, maximum: 1 })).toEqual([
      taken.replace('items.x', 'scale'),
    ])
  })

  test('has promises that are known only when a form is made', () => {
    expect(ofItems({ kind: 'promises', id: 'p', parts: [{ id: 'x', text: 'X' }], ...own })).toEqual([
      'f items.p.parts: are the open promises, known only when a form is made | delete them',
    ])
  })

  test('asks functions that somebody has', () => {
    expect(ofItems(text('t', { functions: ['sales', 'finance', 'sport'] }))).toEqual([
      'f items.t.functions: nobody has the function sales | use one of finance, quality',
      'f items.t.functions: nobody has the function sport | use one of finance, quality',
    ])
  })

  test('has numbers that can be 0 where there is nothing to share out', () => {
    const at = 'f items.s.none.zero:'
    expect(ofItems(sum('s'))).toEqual([`${at} n is no number item | name the number that is 0 then`])
    expect(ofItems(sum('s'), text('n'))).toEqual([`${at} n is no number item | name the number that is 0 then`])
    expect(ofItems(sum('s'), number('n', { minimum: 1 }))).toEqual([`${at} n cannot be 0 | let its minimum be 0`])
    expect(ofItems(sum('s'), number('n', { minimum: -1 }))).toEqual([])
    const others = [`${at} n is asked of other people | give both the same sides and functions`]
    expect(ofItems(sum('s'), number('n', { sides: ['buyer'] }))).toEqual(others)
    expect(ofItems(sum('s', { functions: ['finance'] }), number('n'))).toEqual(others)
    expect(ofItems(sum('s', { sides: ['buyer'] }), number('n', { sides: ['buyer'] }))).toEqual([])
  })

  test('asks not more than anybody answers, and then nothing else is looked at', () => {
    const many = (count: number) => Array.from({ length: count }, (_, n) => text(`t${n}`))
    expect(ofItems(...many(400))).toEqual([])
    expect(ofItems(...many(401), text('t1'))).toEqual([
      'f sections: ask 402 questions; 400 is the most | make several questionnaires of it',
    ])
    const options = (count: number) => Array.from({ length: count }, (_, n) => `o${n}`)
    const wide = (count: number) => ({ kind: 'choice', id: 'w', options: options(count), ...own })
    expect(ofItems(wide(200))).toEqual([])
    const remedy = 'leave some out, or ask in several steps'
    expect(ofItems(wide(201), text('t'), text('t'))).toEqual([
      `f items.w.options: are 201; 200 is the most | ${remedy}`,
    ])
    expect(ofItems(sum('s', { parts: options(201).map(part) }))).toEqual([
      `f items.s.parts: are 201; 200 is the most | ${remedy}`,
    ])
  })
})

describe('a condition', () => {
  const first = {
    items: [
      ...[
        agreement('a'),
        agreement('b'),
        number('n'),
        text('t'),
        { kind: 'choice', id: 'o', options: ['x', 'y'], ...own },
      ],
      ...[sum('s'), text('theirs', { sides: ['supplier'] }), text('money', { functions: ['finance'] })],
      { kind: 'number', id: 'exact', minimum: 0.5, maximum: 0.75, decimals: 2, ...own },
    ],
  }
  const when = (condition: object, more: object = {}, page = true) =>
    findings([first, { items: [text('q', { when: condition, ...more })], ...(page && { startsPage: true }) }]).map(
      (line) => line.replace('f items.q.when: ', ''),
    )

  test.each([
    { item: 'a', minimum: 3 },
    { item: 'a', minimum: 1, maximum: 1 },
    { item: 'a', in: ['1', 'cannot_say'] },
    { item: 'n', maximum: 0 },
    { item: 'n', in: ['9'] },
    { item: 'n', minimum: 8.5 },
    { item: 'exact', minimum: 0.6, maximum: 0.7 },
    { item: 't', in: ['whatever'] },
    { item: 'exact', in: ['0.55'] },
    { item: 'o', in: ['x', 'not_applicable'] },
    { item: 's_none', in: ['1'] },
    { item: 's_1', minimum: 9 },
  ])('%j can be met', (condition) => expect(when(condition)).toEqual([]))

  const notEarlier = 'name an item of a section before a "startsPage"'
  test.each<[object, string]>([
    [{ item: 'nobody', minimum: 1 }, `nobody is asked on no earlier page | ${notEarlier}`],
    [{ item: 'q', minimum: 1 }, `q is asked on no earlier page | ${notEarlier}`],
    [{ item: 's', minimum: 1 }, `s is asked on no earlier page | ${notEarlier}`],
    [{ item: 'a' }, 'says no condition | add "in", "minimum" or "maximum"'],
    [
      { item: 'a', minimum: 4 },
      'is never reached: a is never within these borders | correct them: a is asked for from 1 to 3',
    ],
    [
      { item: 'a', minimum: 1.2, maximum: 1.8 },
      'is never reached: a is never within these borders | correct them: a is asked for from 1 to 3',
    ],
    [
      { item: 'n', maximum: -0.1 },
      'is never reached: n is never within these borders | correct them: n is asked for from 0 to 9',
    ],
    [{ item: 'o', minimum: 1 }, 'is never reached: o is no number | name its answers with "in"'],
    [{ item: 'o', in: ['x', 'z', 'w'] }, 'o is never z, w | use one of x, y, not_applicable, cannot_say'],
    [
      { item: 'a', in: ['4', '1.5', '1e0', 'x'] },
      'a is never 4, 1.5, 1e0, x | use one of not_applicable, cannot_say, a number from 1 to 3',
    ],
    [{ item: 'n', in: ['10', '-10', '1.x'] }, 'n is never 10, -10, 1.x | use one of a number from 0 to 9'],
    // a tick is on or not there: nobody types a number into it
    [{ item: 's_none', in: ['0'] }, 's_none is never 0 | use one of 1'],
  ])('%j cannot', (condition, finding) => expect(when(condition)).toEqual([finding]))

  test('rests on an earlier page', () => {
    expect(when({ item: 'a', minimum: 1 }, {}, false)).toEqual([`a is asked on no earlier page | ${notEarlier}`])
    const third = [
      first,
      { items: [text('m')] },
      { items: [text('q', { when: { item: 'a', minimum: 1 } })], startsPage: true },
    ]
    expect(findings(third)).toEqual([])
  })

  test('rests on what the same people are asked', () => {
    const apart = (item: string) => [
      `is never reached: nobody is asked both q and ${item} | give both people in common`,
    ]
    expect(when({ item: 'theirs', in: ['x'] })).toEqual([])
    expect(when({ item: 'theirs', in: ['x'] }, { sides: ['buyer', 'supplier'] })).toEqual([])
    expect(when({ item: 'theirs', in: ['x'] }, { sides: ['buyer'] })).toEqual(apart('theirs'))
    expect(when({ item: 'money', in: ['x'] }, { functions: ['quality'] })).toEqual(apart('money'))
    expect(when({ item: 'money', in: ['x'] }, { functions: ['finance', 'quality'] })).toEqual([])
    expect(when({ item: 't', in: ['x'] }, { functions: ['quality'], sides: ['buyer'] })).toEqual([])
  })
})

const TEXT: InstrumentTextFile = {
  ...{ title: 'T', description: 'D', anchors: ['1', '2', '3'] },
  scales: { e: ['l', 'm', 'h'], i: ['1', '2'], r: ['1', '2'] },
  missing: { not_applicable: 'n', cannot_say: 'c' },
  sections: { s1: { title: 'S', text: 'S' } },
  items: {
    n: { text: 'N', unit: 'days' },
    s: { text: { buyer: 'B', supplier: 'S' }, hint: 'H', none: 'None' },
    o: { text: 'O', options: { x: 'X', y: 'Y' } },
    x: { text: 'X' },
    p: { text: 'P' },
  },
  parts: { s_1: { text: '1' }, s_2: { text: '2' }, p1: { text: '1' }, p2: { text: '2' } },
}
const WORDED = instrumentOf([
  {
    items: [
      ...[number('n'), sum('s'), { kind: 'choice', id: 'o', options: ['x', 'y'], ...own }],
      { kind: 'bipolar', id: 'x', anchors: 'e', minimum: -1, maximum: 1, ...own },
      {
        ...{ kind: 'pairs', id: 'p', minimum: 1, maximum: 2, importance: 'i', received: 'r', ...own },
        parts: [{ id: 'p1' }, { id: 'p2' }],
      },
    ],
  },
])

describe('words', () => {
  const wordFindings = (change: (text: InstrumentTextFile) => void) => {
    const changed = structuredClone(TEXT)
    change(changed)
    return checkInstrumentText('f', WORDED, changed).map(
      ({ file, path, problem, remedy }) => `${file} ${path}: ${problem} | ${remedy}`,
    )
  }
  test('without faults have none', () => expect(wordFindings(() => undefined)).toEqual([]))

  test('are all there, and of nothing else', () => {
    const none = (path: string) => `f ${path}: has no words | translate it`
    const unknown = (path: string) => `f ${path}: is not in instrument.json | correct the id, or delete it`
    expect(
      wordFindings((words) => {
        words.sections = { other: { title: 'S', text: 'S' } }
        delete words.parts.s_2
        words.parts.p3 = { text: '3' }
        delete words.scales?.i
        words.items.y = { text: 'Y' }
        words.items.n = { text: 'N' }
        words.items.s = { text: 'S' }
        words.items.o = { text: 'O', options: { x: 'X', z: 'Z' } }
      }),
    ).toEqual([
      ...[none('sections.s1'), unknown('sections.other'), unknown('items.y'), none('parts.s_2'), unknown('parts.p3')],
      ...[none('scales.i'), none('items.n.unit'), none('items.s.hint'), none('items.s.none')],
      ...[none('items.o.options.y'), unknown('items.o.options.z')],
    ])
    expect(wordFindings((words) => delete words.items.o)).toEqual([none('items.o')])
    expect(wordFindings((words) => delete words.scales)).toEqual(['e', 'i', 'r'].map((name) => none(`scales.${name}`)))
    expect(wordFindings((words) => delete words.items.o?.options)).toEqual(
      ['x', 'y'].map((name) => none(`items.o.options.${name}`)),
    )
  })

  test('are as many as there are points', () => {
    const remedy = 'word every point, from the lowest'
    expect(wordFindings((words) => words.anchors.pop())).toEqual([`f anchors: are 2 for 3 points | ${remedy}`])
    expect(
      wordFindings((words) => {
        words.scales = { e: ['l', 'h'], i: ['1', '2', '3'], r: ['1'] }
      }),
    ).toEqual([
      `f scales.e: are 2 for 3 points of x | ${remedy}`,
      `f scales.i: are 3 for 2 points of p | ${remedy}`,
      `f scales.r: are 1 for 2 points of p | ${remedy}`,
    ])
  })

  test.each([
    ['{patner} is fair', '{patner}'],
    ['a } alone', '}'],
    ['a { alone', '{ alone'],
    [`{${'x'.repeat(50)}}`, `{${'x'.repeat(40)}`],
    ['{partner} and {wave} and {x}', '{x}'],
  ])('with the slot of %j that nothing fills', (words, slot) => {
    const found = (path: string) => [
      `f ${path}: has the unknown slot ${slot} | the only slots are {partner} and {wave}`,
    ]
    expect(wordFindings((text) => Object.assign(text.items, { x: { text: words } }))).toEqual(found('items.x.text'))
    expect(wordFindings((text) => Object.assign(text, { anchors: ['1', words, '3'] }))).toEqual(found('anchors.1'))
    expect(wordFindings((text) => Object.assign(text, { title: words }))).toEqual(found('title'))
  })

  test('in another language keep the slots', () => {
    const source = structuredClone(TEXT)
    source.items.x = { text: 'X {partner} {wave}' }
    source.items.s = { text: { buyer: 'B {partner}', supplier: 'S' } }
    source.items.n = { text: 'N {partner}' }
    const lost = (
      x: string,
      s: InstrumentTextFile['items'][string]['text'],
      n: InstrumentTextFile['items'][string]['text'] = 'N {partner}',
    ) => {
      const words = structuredClone(source)
      Object.assign(words.items, { x: { text: x }, s: { text: s }, n: { text: n } })
      return checkSlots('f', source, words).map(({ path, problem }) => `${path} ${problem}`)
    }
    const sides = { buyer: 'B {partner}', supplier: 'S' }
    expect(lost('{wave} {partner} X', sides)).toEqual([])
    expect(lost('X {partner}', sides)).toEqual(['items.x.text lost the slot {wave}'])
    expect(lost('X', sides)).toEqual(['items.x.text lost the slot {partner}', 'items.x.text lost the slot {wave}'])
    // named as an unknown one elsewhere
    expect(lost('X {patner}', sides)).toEqual([])
    expect(lost('X {partner} {wave}', { buyer: 'B', supplier: 'S' })).toEqual([
      'items.s.text.buyer lost the slot {partner}',
    ])
    expect(lost('X {partner} {wave}', 'B')).toEqual(['items.s.text lost the slot {partner}'])
    expect(lost('X {partner} {wave}', 'B {partner}')).toEqual([])
    expect(lost('X {partner} {wave}', sides, { buyer: 'N {partner}', supplier: 'N' })).toEqual([
      'items.n.text.supplier lost the slot {partner}',
    ])
    expect(checkSlots('f', source, TEXT)[0]?.remedy).toBe(
      'write {partner} where the sentence names it, with its braces and untranslated',
    )
  })
})

describe('a template', () => {
  const check = (instrument: unknown, texts: Record<string, unknown>) =>
    checkTemplate({ folder: 'd', instrument, texts, fallbackLanguage: 'en', functions: [] })
  const named = (...all: Parameters<typeof check>) =>
    check(...all).problems.map(({ file, path, problem }) => `${file} ${path}: ${problem}`)

  test('is read with its words', () => {
    const { template, problems } = check(WORDED, { en: TEXT, ar: TEXT })
    expect(problems).toEqual([])
    expect(template?.instrument).toEqual(WORDED)
    expect([...(template?.texts.keys() ?? [])]).toEqual(['ar', 'en'])
  })

  test('names what is missing, and what is no language', () => {
    expect(check(undefined, { en: TEXT })).toEqual({
      ...{
        template: undefined,
        problems: [{ file: 'd/instrument.json', path: '', problem: 'is missing', remedy: 'write it' }],
      },
    })
    expect(check(WORDED, { ar: TEXT }).problems).toEqual([
      {
        ...{ file: 'd/en.json', path: '', remedy: 'write it' },
        problem: 'is missing; its words stand in where another language has none',
      },
    ])
    const remedy = (language: string) => check(WORDED, { en: TEXT, [language]: TEXT }).problems[0]
    expect(remedy('english')).toEqual({
      ...{ file: 'd/english.json', path: '', problem: '“english” names no language' },
      remedy: 'name the language by its BCP 47 tag, for example en, ar or pt-BR',
    })
    expect(remedy('iw')?.remedy).toBe('name the language by its BCP 47 tag, here he')
  })

  test('names the place in a file of another form', () => {
    expect(named(WORDED, { en: { ...TEXT, title: '' } })).toEqual([expect.stringMatching(/^d\/en\.json title: /)])
    expect(named({ ...WORDED, version: 'x' }, { en: TEXT })).toEqual([
      expect.stringMatching(/^d\/instrument\.json version: /),
    ])
    expect(parseFile(instrumentSchema, 'x', {}).problems[0]?.remedy).toBe(
      'see survey-templates/README.md for what a file may hold',
    )
    const slots = structuredClone(TEXT)
    slots.items.x = { text: 'X {partner}' }
    expect(named(WORDED, { en: slots, ar: TEXT, fr: slots })).toEqual([
      'd/ar.json items.x.text: lost the slot {partner}',
    ])
    expect(named(WORDED, { en: { ...TEXT, anchors: [] } })).toEqual(['d/en.json anchors: are 0 for 3 points'])
  })

  test('in one file is read, or says what is wrong', () => {
    const read = (content: unknown) =>
      readTemplateUpload(typeof content === 'string' ? content : JSON.stringify(content), [])
    expect(read({ instrument: WORDED, texts: { en: TEXT } })).toMatchObject({
      ok: true,
      template: { instrument: WORDED },
    })
    const noTemplate = {
      ...{ file: 'template', path: '', problem: 'is not a template in one file' },
      remedy: 'upload JSON with the keys "instrument" and "texts"; download a shipped template to see one',
    }
    for (const wrong of ['{', '[]', 'null', '7', { texts: [] }, { instrument: WORDED }])
      expect(read(wrong)).toEqual({ ok: false, problems: [noTemplate] })
    expect(read({ texts: { en: TEXT } })).toMatchObject({ ok: false, problems: [{ file: 'template/instrument.json' }] })
    const many = {
      instrument: WORDED,
      texts: {
        en: { ...TEXT, items: Object.fromEntries(Array.from({ length: 90 }, (_, n) => [`z${n}`, { text: 'Z' }])) },
      },
    }
    const { problems } = read(many) as { problems: object[] }
    expect(problems).toHaveLength(50)
  })
})

test('shipped templates are found by name and version, with all their languages', () => {
  expect(listTemplates().length).toBeGreaterThan(3)
  const core = findTemplate('relationship-core', 1)
  expect(core?.instrument).toMatchObject({ name: 'relationship-core', version: 1 })
  expect([...(core?.texts.keys() ?? [])].sort()).toEqual(['ar', 'en'])
  expect(core?.texts.get('en')?.missing.cannot_say).toBeTypeOf('string')
  expect(findTemplate('relationship-core', 999)).toBeUndefined()
})
