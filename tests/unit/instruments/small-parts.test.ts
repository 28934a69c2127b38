import { describe, expect, test } from 'vitest'
import { canonicalTag } from '#app/instruments/canonical-tag'
import { cleanText } from '#app/instruments/clean-text'
import { estimateSeconds, inMinutes } from '#app/instruments/estimate-seconds'
import { asksAboutPromises, fillPromises } from '#app/instruments/fill-promises'
import type { Instrument, InstrumentTextFile, Item } from '#app/instruments/instrument-schema'
import { isAboutFirm } from '#app/instruments/is-about-firm'
import { dropEmptySections, pageOfSection, pagesOf } from '#app/instruments/pages'
import { parseJson } from '#app/instruments/parse-json'
import { templateText } from '#app/instruments/template'
import { visibleInstrument } from '#app/instruments/visible-instrument'
import { visibleSections } from '#app/instruments/visible-sections'
import { fromWordsTable, toWordsTable } from '#app/instruments/words-table'
import { makeInstrument } from './make-instrument'

const own = { construct: 'c', source: 's' }
const item = (id: string, more: object = {}) => ({ kind: 'text', id, maximum: 9, ...own, ...more }) as Item
const section = (id: string, items: Item[], more: object = {}) => ({ id, isShuffled: false, items, ...more })

test.each([
  ['en', 'en'],
  ['EN', 'en'],
  ['sh', 'sr-Latn'],
  ['pt-br', 'pt-BR'],
  ['iw', 'he'],
  ['english', undefined],
  ['e', undefined],
  ['en_US', undefined],
  ['x en', undefined],
  ['en-', undefined],
  ['en-a', undefined],
])('the tag of %s is %s', (language, tag) => expect(canonicalTag(language)).toBe(tag))

test('text is stored without what nobody sees, with line feeds', () => {
  expect(cleanText(' a\r\nb\rc\u2028d\u2029e\u0085f ')).toBe('a\nb\nc\nd\ne\nf')
  expect(cleanText('\u0000a\u0008\u000b\u001f\u007f\u009fb\tc\u202a\u202e\u2066\u2069\u200fd')).toBe('ab\tc\u200fd')
})

test('JSON may begin with a mark of its byte order; what is none is nothing', () => {
  expect(parseJson('\ufeff{"a":[1]}')).toEqual({ a: [1] })
  expect([parseJson(''), parseJson('{'), parseJson('x\ufeff1')]).toEqual([undefined, undefined, undefined])
})

describe('time that answering takes', () => {
  const parts = [{ id: 'a' }, { id: 'b' }]
  test.each<[object, number]>([
    [{ kind: 'agreement' }, 7.5],
    [{ kind: 'bipolar', minimum: 0, maximum: 1, anchors: 'x' }, 7.5],
    [{ kind: 'choice', options: ['a', 'b'] }, 7.5],
    [{ kind: 'choices', options: ['a', 'b'] }, 10],
    [{ kind: 'number', minimum: 0, maximum: 1, decimals: 0 }, 12],
    [{ kind: 'constant_sum', total: 9, none: { field: 'x', zero: 'y' }, parts }, 75],
    [{ kind: 'pairs', parts }, 20],
    [{ kind: 'promises', parts }, 20],
    [{ kind: 'promises' }, 0],
    [{ kind: 'text', maximum: 9 }, 0],
  ])('%j', (given, seconds) => {
    const made = { id: 'q', ...own, ...given } as Item
    expect(estimateSeconds(makeInstrument([made]))).toBe(3 + seconds)
    expect(estimateSeconds(makeInstrument([made, made]))).toBe(3 + 2 * seconds)
  })

  test('is told in minutes, at least one', () => {
    expect([0, 29, 89, 90, 600].map(inMinutes)).toEqual([1, 1, 1, 2, 10])
  })
})

describe('open promises', () => {
  const promises = item('p', { kind: 'promises' })
  const instrument: Instrument = {
    ...makeInstrument([]),
    sections: [
      section('a', [promises], { startsPage: true }),
      section('b', [item('t'), promises]),
      section('c', [item('u')]),
    ],
  }

  test('are asked about where there are some', () => {
    const open = [{ id: 'x', text: 'X' }]
    const filled = fillPromises(instrument, open)
    expect(filled.sections.flatMap(({ items }) => items)).toEqual([
      ...[{ ...promises, parts: open }, item('t'), { ...promises, parts: open }, item('u')],
    ])
    expect(fillPromises(instrument, []).sections).toEqual([
      section('b', [item('t')], { startsPage: true }),
      section('c', [item('u')]),
    ])
  })

  test('are looked up only where something asks about them', () => {
    expect(asksAboutPromises(instrument)).toBe(true)
    expect(asksAboutPromises(makeInstrument([item('t'), promises]))).toBe(true)
    expect(asksAboutPromises(makeInstrument([item('t')]))).toBe(false)
  })
})

describe('sections', () => {
  const [a, b, c, d] = [
    section('a', [item('1')]),
    section('b', [item('2')], { startsPage: false }),
    section('c', [], { startsPage: true }),
    section('d', [item('4')]),
  ] as const

  test('stand on pages', () => {
    const pages = pagesOf([a, b, c, d])
    expect(pages).toEqual([
      [a, b],
      [c, d],
    ])
    expect(['a', 'b', 'd', 'x'].map((id) => pageOfSection(pages, id))).toEqual([0, 0, 1, undefined])
    expect(pagesOf([])).toEqual([])
  })

  test('without questions hand on the page that they begin', () => {
    expect(dropEmptySections([a, b, c, d])).toEqual([a, b, { ...d, startsPage: true }])
    expect(dropEmptySections([a, section('e', []), d])).toEqual([a, d])
    expect(dropEmptySections([c, a, d])).toEqual([{ ...a, startsPage: true }, d])
  })

  test('about the firm alone make a questionnaire about the firm', () => {
    const about = (...are: (boolean | undefined)[]) =>
      isAboutFirm({ ...makeInstrument([]), sections: are.map((isAboutFirm) => ({ ...a, isAboutFirm })) })
    expect([about(true, true), about(true, false), about(undefined), about()]).toEqual([true, false, false, false])
  })

  test('are in the order of the person only where they are shuffled; parts of a sum come in groups', () => {
    const groups = ['neutral', 'productive', 'unproductive', 'unproductive_strict', 'neutral'] as const
    const sum = item('s', {
      ...{ kind: 'constant_sum', total: 9, none: { field: 'x', zero: 'y' } },
      parts: groups.map((group, index) => ({ id: `p${index}`, group })),
    })
    const items = ['q', 'r', 't', 'u', 'v'].map((id) => item(id))
    const instrument = {
      ...makeInstrument([]),
      sections: [section('a', items), section('b', items, { isShuffled: true }), section('c', [sum])],
    }
    const orders = Array.from({ length: 30 }, (_, seed) => visibleSections(instrument, `${seed}`))
    const idsOf = (index: number) => new Set(orders.map((one) => one[index]?.items.map(({ id }) => id).join('')))
    expect(idsOf(0)).toEqual(new Set(['qrtuv']))
    expect(idsOf(1).size).toBeGreaterThan(20)
    const parts = orders
      .map((one) => one[2]?.items[0] as Extract<Item, { kind: 'constant_sum' }>)
      .map((one) => one.parts)
    for (const own of parts)
      expect(own.map(({ group }) => group)).toEqual([
        ...['unproductive_strict', 'unproductive', 'productive', 'neutral', 'neutral'],
      ])
    expect(new Set(parts.map((own) => own.map(({ id }) => id).join(''))).size).toBe(2)
  })
})

describe('what a person is asked', () => {
  const asked = (items: Item[], fields?: Record<string, string>, more: object = {}, firm = false) =>
    visibleInstrument(
      { ...makeInstrument([]), sections: [section('a', items, more)] },
      { side: 'buyer', function: 'finance', answersForFirm: firm },
      fields,
    ).sections.flatMap((one) => one.items.map(({ id }) => id))

  test('depends on side, function and whether one answers for the firm', () => {
    const all = [
      ...[item('a'), item('b', { sides: ['buyer'] }), item('c', { sides: ['supplier'] })],
      ...[item('d', { functions: ['finance'] }), item('e', { functions: ['quality'] })],
    ]
    expect(asked(all)).toEqual(['a', 'b', 'd'])
    expect(asked(all, undefined, { isAboutFirm: true })).toEqual([])
    expect(asked(all, undefined, { isAboutFirm: true }, true)).toEqual(['a', 'b', 'd'])
  })

  test('depends on what was answered before, if it was asked', () => {
    const number = item('n', { kind: 'number', minimum: -9, maximum: 9, decimals: 1 })
    const when = (condition: object, n: string | undefined) =>
      asked([number, item('q', { when: { item: 'n', ...condition } })], n === undefined ? {} : { n }).includes('q')
    expect(['-3', '\u2212 2,5', '2', '٢٫٠'].map((n) => when({ minimum: -3, maximum: 2 }, n))).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(['-3.1', '2.1', 'x', '', ' '].map((n) => when({ minimum: -3, maximum: 2 }, n))).toEqual([
      ...[false, false, false, false, false],
    ])
    expect([when({ minimum: 1 }, '9'), when({ maximum: 1 }, '-9'), when({ maximum: 1 }, undefined)]).toEqual([
      ...[true, true, false],
    ])
    expect([when({ in: ['1', '2'] }, ' 2 '), when({ in: ['1', '2'] }, '3'), when({ in: ['1'] }, '1.0')]).toEqual([
      ...[true, false, false],
    ])
    // without answers everything that some answer leads to is there
    expect(asked([number, item('q', { when: { item: 'n', minimum: 1 } })])).toEqual(['n', 'q'])
  })

  test('does not depend on an answer that is itself not asked any more', () => {
    const chain = [
      item('a', { kind: 'choices', options: ['x', 'y'] }),
      item('b', { kind: 'choices', options: ['x', 'y'], when: { item: 'a_x', in: ['1'] } }),
      item('c', { when: { item: 'b_y', in: ['1'] } }),
    ]
    expect(asked(chain, { a_x: '1', b_y: '1' })).toEqual(['a', 'b', 'c'])
    expect(asked(chain, { b_y: '1' })).toEqual(['a'])
    expect(
      asked([item('a', { sides: ['supplier'] }), item('q', { when: { item: 'a', in: ['1'] } })], { a: '1' }),
    ).toEqual([])
  })
})

const WORDS: InstrumentTextFile = {
  ...{ title: 'T', description: 'D', anchors: ['No', 'Yes'], missing: { not_applicable: 'n', cannot_say: 'c' } },
  ...{ sections: {}, items: { q: { text: { buyer: 'B', supplier: 'S' } }, r: { text: 'R', hint: 'H' } }, parts: {} },
}

test('words are those of the side, of both without one, and English where a language has none', () => {
  const template = {
    instrument: makeInstrument([]),
    texts: new Map([
      ['en', WORDS],
      ['ar', { ...WORDS, title: 'ت' }],
    ]),
  }
  const textOf = (language: string, side?: 'buyer' | 'supplier') => templateText(template, language, side)
  expect([textOf('ar').title, textOf('fr').title]).toEqual(['ت', 'T'])
  expect((['buyer', 'supplier', undefined] as const).map((side) => textOf('en', side).items.q?.text)).toEqual([
    'B',
    'S',
    'B / S',
  ])
  expect(textOf('en').items.r).toEqual({ text: 'R', hint: 'H' })
  expect(() => templateText({ ...template, texts: new Map() }, 'ar')).toThrow(
    'the instrument made-up@1 has no words in en',
  )
})

describe('a table of words', () => {
  const places = ['title', 'description', 'anchors.0', 'anchors.1', 'missing.not_applicable', 'missing.cannot_say']
  const all = [...places, 'items.q.text.buyer', 'items.q.text.supplier', 'items.r.text', 'items.r.hint']
  const rowsOf = (change: (row: string[]) => string[] | undefined = (row) => row) => [
    [' Place ', 'source', 'TRANSLATION'],
    ...all.flatMap((place) => {
      const row = change([place, '', `${place} now`])
      return row ? [row] : []
    }),
  ]

  test('has a row per text, beside the translation that there is', () => {
    const half = {
      title: 'ت',
      anchors: ['لا'],
      items: { r: { text: 'ر', extra: 'x' } },
    } as unknown as InstrumentTextFile
    const rows = toWordsTable(WORDS, half)
    expect(rows.map(({ place }) => place)).toEqual(all)
    expect(rows.filter(({ translation }) => translation !== '')).toEqual([
      { place: 'title', source: 'T', translation: 'ت' },
      { place: 'anchors.0', source: 'No', translation: 'لا' },
      { place: 'items.r.text', source: 'R', translation: 'ر' },
    ])
    expect(toWordsTable(WORDS, undefined).every(({ translation }) => translation === '')).toBe(true)
  })

  test('is read back in the structure of its source', () => {
    expect(fromWordsTable(rowsOf(), WORDS)).toEqual({
      ok: true,
      text: {
        ...{ title: 'title now', description: 'description now', anchors: ['anchors.0 now', 'anchors.1 now'] },
        missing: { not_applicable: 'missing.not_applicable now', cannot_say: 'missing.cannot_say now' },
        ...{ sections: {}, parts: {} },
        items: {
          q: { text: { buyer: 'items.q.text.buyer now', supplier: 'items.q.text.supplier now' } },
          r: { text: 'items.r.text now', hint: 'items.r.hint now' },
        },
      },
    })
    const title = (words: string) => {
      const read = fromWordsTable(
        rowsOf(([place = '', ...rest]) => (place === 'title' ? [' title ', '', words] : [place, ...rest])),
        WORDS,
      )
      return read.ok && (read.text as { title: string }).title
    }
    expect(["'=1+1", "'+1", "'-1", "'@x", "'quoted'", ' x '].map(title)).toEqual([
      '=1+1',
      '+1',
      '-1',
      '@x',
      "'quoted'",
      'x',
    ])
  })

  test('says what is wrong with it', () => {
    const columns = { ok: false, reason: 'columns', places: [] }
    for (const table of [[], [['place', 'translation']], [['place'], ['title']], [['translation'], ['x']]])
      expect(fromWordsTable(table, WORDS)).toEqual(columns)
    expect(fromWordsTable([...rowsOf(), ['other', '', 'x'], ['', '', 'x'], []], WORDS)).toEqual({
      ...{ ok: false, reason: 'places', places: ['other'] },
    })
    expect(
      fromWordsTable(
        rowsOf(([place]) => (place === 'title' ? undefined : [place ?? '', '', ' '])),
        WORDS,
      ),
    ).toEqual({
      ...{ ok: false, reason: 'missing', places: all },
    })
    const many = Array.from({ length: 30 }, (_, index) => [`x${index}`, '', 'x'])
    expect(fromWordsTable([...rowsOf(), ...many], WORDS)).toMatchObject({
      ...{ reason: 'places', places: many.slice(0, 20).map(([place]) => place) },
    })
    const long = { ...WORDS, anchors: Array.from({ length: 30 }, () => 'x') }
    expect(fromWordsTable(rowsOf(), long)).toMatchObject({
      ...{ reason: 'missing', places: Array.from({ length: 20 }, (_, index) => `anchors.${index + 2}`) },
    })
  })
})
