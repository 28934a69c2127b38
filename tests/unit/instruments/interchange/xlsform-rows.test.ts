// Each column of XLSForm by itself: what becomes of it, and what is said where it has no counterpart.
import { describe, expect, test } from 'vitest'
import { importXlsForm, type XlsFormSheets } from '#app/instruments/interchange/import-xlsform'
import { readForeignTemplate, readForeignWorkbook } from '#app/instruments/interchange/read-foreign-template'
import { makeWorkbook } from '#tests/factories/make-workbook'

const options = (list: string, ...names: string[]) => names.map((name) => ({ list_name: list, name, label: name }))
const LISTS = [...options('agree', '1', '2', '3'), ...options('parts', 'price', 'quality'), ...options('single', 'x')]

function read(survey: Record<string, string>[], sheets: Partial<XlsFormSheets> = {}) {
  const { template, notes } = importXlsForm({ survey, choices: LISTS, settings: [], ...sheets })
  return {
    template,
    words: template?.texts.en,
    items: (template?.instrument.sections ?? []).flatMap(({ items }) =>
      items.map(({ construct, source, ...item }) => item),
    ),
    sections: template?.instrument.sections.map(({ id, startsPage, items }) => ({
      ...{ items: items.map((item) => item.id).join(' '), page: startsPage ?? false },
      ...template.texts.en?.sections[id],
    })),
    notes: notes.map(({ path, feature }) => `${path} ${feature}`),
  }
}
const text = (name: string, more: Record<string, string> = {}) => ({ type: 'text', name, label: name, ...more })

describe('kinds', () => {
  test.each<[Record<string, string>, object]>([
    [{ type: 'text' }, { kind: 'text', maximum: 2000 }],
    [{ type: 'integer' }, { kind: 'number', minimum: 0, maximum: 1e9, decimals: 0 }],
    [{ type: 'decimal' }, { kind: 'number', minimum: 0, maximum: 1e9, decimals: 2 }],
    [
      { type: 'integer', constraint: '. >= 2' },
      { kind: 'number', minimum: 2, maximum: 1e9, decimals: 0 },
    ],
    [
      { type: 'integer', constraint: '.<=7' },
      { kind: 'number', minimum: 0, maximum: 7, decimals: 0 },
    ],
    [
      { type: 'decimal', constraint: ' .>=-1.5 and .<=2.25 ' },
      { minimum: -1.5, maximum: 2.25, decimals: 2 },
    ],
    [{ type: 'range' }, { kind: 'number', minimum: 1, maximum: 10, decimals: 0 }],
    [
      { type: 'range', parameters: 'start=0 end=5 step=0.25' },
      { minimum: 0, maximum: 5, decimals: 2 },
    ],
    [
      { type: 'range', parameters: 'end = -1 start = -3 step = 0.12345' },
      { minimum: -3, maximum: -1, decimals: 3 },
    ],
    [{ type: 'select_one parts' }, { kind: 'choice', options: ['price', 'quality'] }],
    [{ type: ' select_multiple  parts ' }, { kind: 'choices', options: ['price', 'quality'] }],
    [
      { type: 'select_one agree', appearance: 'likert' },
      { kind: 'agreement', isAlone: true },
    ],
    [
      { type: 'select_one agree', appearance: 'w1 list-nolabel' },
      { kind: 'agreement', isAlone: true },
    ],
    [{ type: 'select_one agree', appearance: 'likertish' }, { kind: 'choice' }],
    [{ type: 'select_multiple agree', appearance: 'likert' }, { kind: 'choices' }],
    // only the heading of a table asks nothing
    [{ type: 'text', appearance: 'label' }, { kind: 'text' }],
  ])('%j', (row, item) => {
    const { items, notes } = read([{ name: 'q', label: 'Q', ...row }])
    expect(items).toMatchObject([{ id: 'q', ...item }])
    expect(notes).toEqual([])
  })

  test.each([
    ['select_one single', 'too-few-options'],
    ['select_multiple nowhere', 'too-few-options'],
    ['calculate', 'calculation'],
    ['geopoint', 'unknown-question'],
    ['integers', 'unknown-question'],
    ['xtext', 'unknown-question'],
  ])('%s is left out, and said to be', (type, feature) => {
    const { items, notes } = read([{ type, name: 'q', label: 'Q', required: 'yes', relevant: 'x' }, text('b')])
    expect(items.map(({ id }) => id)).toEqual(['b'])
    expect(notes).toEqual([`survey.1 ${feature}`])
  })

  test.each([
    ...[
      'start',
      'end',
      'today',
      'deviceid',
      'username',
      'simserial',
      'phonenumber',
      'subscriberid',
      'audit',
      'hidden',
      '',
    ],
  ])('a row of type «%s» asks nothing', (type) => {
    const { sections, notes } = read([text('a'), { type, name: 'q', label: 'Q' }, text('b')])
    expect(sections).toMatchObject([{ items: 'a b' }])
    expect(notes).toEqual([])
  })

  test('a statement whose points are not counted from 1 is noted', () => {
    expect(read([text('q', { type: 'select_one parts', appearance: 'likert' })]).notes).toEqual(['survey.1 recoded'])
  })

  test('statements are a scale under the name of their group, else of their list', () => {
    const likert = (name: string) => text(name, { type: 'select_one agree', appearance: 'likert' })
    const constructs = (rows: Record<string, string>[]) =>
      importXlsForm({ survey: rows, choices: LISTS, settings: [] }).template?.instrument.sections.flatMap(({ items }) =>
        items.map(({ construct }) => construct),
      )
    expect(constructs([likert('a'), likert('b')])).toEqual(['agree', 'agree'])
    expect(constructs([{ type: 'begin_group', name: 'g' }, likert('a'), likert('b')])).toEqual(['g', 'g'])
    expect(constructs([{ type: 'begin_group', name: '' }, likert('a'), likert('b')])).toEqual(['agree', 'agree'])
  })
})

describe('what a row has beside', () => {
  test.each([
    [{ required: 'yes' }, 'validation'],
    [{ calculation: '1' }, 'calculation'],
    [{ default: '1' }, 'calculation'],
    [{ trigger: '1' }, 'calculation'],
    [{ choice_filter: 'x' }, 'condition'],
    [{ constraint: '. >= 1' }, 'validation'],
    [{ parameters: 'seed=1 randomize = TRUE' }, 'order'],
    [{ relevant: 'x' }, 'condition'],
  ])('%j is not kept', (more, feature) => {
    expect(read([text('q', more)]).notes).toEqual([`survey.1 ${feature}`])
  })

  test.each([
    ...[{ required: 'no' }, { required: 'False' }, { required: 'false()' }, { required: '' }, { constraint: '' }],
    ...[{ parameters: 'randomize=false' }, { relevant: '' }],
  ])('%j says nothing', (more) => expect(read([text('q', more)]).notes).toEqual([]))

  test.each(['. > 0', '. >= 0 or . <= 5', '. >= x', 'true and . >= 0', '. >= 0 and', '. <= 1 and . >= 0'])(
    'the rule «%s» is not kept',
    (constraint) => {
      const { items, notes } = read([text('q', { type: 'integer', constraint })])
      expect(items).toMatchObject([{ minimum: 0, maximum: 1e9 }])
      expect(notes).toEqual(['survey.1 validation'])
    },
  )

  test('a field for other answers is not kept', () => {
    expect(read([text('q', { type: 'select_one parts or_other' })]).notes).toEqual(['survey.1 other-option'])
    expect(read([text('q', { type: 'select_one parts and_other' })]).notes).toEqual([])
  })
})

describe('words', () => {
  test('are the label with the hint, else the name, else the row', () => {
    const { words } = read([
      { type: 'text', name: 'a', label: 'A', hint: 'H' },
      { type: 'text', name: 'b', label: '', hint: 'H' },
      { type: 'text' },
      { type: 'text', name: `n${'x'.repeat(300)}`, label: '' },
    ])
    const texts = Object.values(words?.items ?? {}).map((item) => item.text as string)
    expect(texts.slice(0, 3)).toEqual(['A – H', 'b – H', 'survey.3'])
    expect(texts[3]).toHaveLength(200)
  })

  test.each([
    ['label', 'en'],
    ['label::ar', 'ar'],
    ['label:ar', 'ar'],
    [' Label :: Arabic', 'ar'],
    ['label::French (fr)', 'fr'],
    ['label::français', 'fr'],
    ['label::English', 'en'],
    ['label::العربية', 'ar'],
    ['label::Chinese (zh-Hans)', 'zh'],
    ['label::Klingon (tlh)', 'tlh'],
  ])('in the column «%s» are %s', (column, language) => {
    const { template } = read([{ type: 'text', name: 'q', [column]: 'Q' }])
    expect(template?.texts[language]?.items.q?.text).toBe('Q')
  })

  test.each(['label::Klingon', 'label::x', 'label::abc', 'label::(ar) x', 'label::', 'label::(ABCDE)'])(
    'in the column «%s» are of no known language',
    (column) => {
      const { notes, words } = read([{ type: 'text', name: 'q', label: 'Q', [column]: 'X' }])
      expect(notes).toEqual([`${column} language-incomplete`])
      expect(words?.items.q?.text).toBe('Q')
    },
  )

  test('without a language have that of the form', () => {
    for (const [named, language] of [
      ['Arabic (ar)', 'ar'],
      ['fr', 'fr'],
      ['Klingon', 'en'],
    ] as const) {
      const { template, notes } = read([text('q')], { settings: [{ default_language: named }] })
      expect(template?.texts[language]?.items.q?.text).toBe('q')
      expect(notes).toEqual(language === 'en' ? [] : [' no-english'])
    }
  })

  test('of the form are its title, else its id', () => {
    const titled = (settings: Record<string, string>) => read([text('q')], { settings: [settings] }).words?.title
    expect(titled({ form_title: 'T', form_id: 'f' })).toBe('T')
    expect(titled({ form_title: '', form_id: 'f' })).toBe('f')
    expect(titled({})).toBe('Survey')
  })

  test('of options are their label, else their name, under either heading', () => {
    const choices: Record<string, string>[] = [
      { list_name: 'l', name: 'a', 'label::en': 'A' },
      { 'list name': 'l', value: 'b', label: '' },
      { list_name: '', name: 'c', label: 'C' },
      { list_name: 'l', name: '', label: 'D' },
      { list_name: 'm', name: 'e', label: 'E' },
      { name: 'f' },
    ]
    const { words } = read([text('q', { type: 'select_one l' })], { choices })
    expect(words?.items.q?.options).toEqual({ a: 'A', b: 'b' })
  })

  test('more options than a list may have are left out, and the list is named', () => {
    const many = Array.from({ length: 202 }, (_, n) => `o${n}`)
    const { items, notes } = read([text('q', { type: 'select_one l' })], { choices: options('l', ...many) })
    expect(items[0]).toMatchObject({ options: many.slice(0, 200) })
    expect(notes).toEqual(['choices.l too-large'])
    expect(read([text('q', { type: 'select_one l' })], { choices: options('l', ...many.slice(0, 200)) }).notes).toEqual(
      [],
    )
  })
})

describe('groups', () => {
  const begin = (name: string, more: Record<string, string> = {}) => ({
    type: 'begin_group',
    name,
    label: name,
    ...more,
  })
  const end = { type: 'end_group' }

  test('are sections with the words of all groups around them', () => {
    const { sections, notes } = read([
      ...[begin('G'), text('a'), begin('H'), text('b'), end, text('c'), end, text('d')],
    ])
    expect(notes).toEqual([])
    expect(sections).toMatchObject([
      { items: 'a', title: 'G' },
      { items: 'b', title: 'G – H', page: true },
      { items: 'c', title: 'G' },
      { items: 'd', title: 'Survey' },
    ])
  })

  test('are written with a blank too, and repeats are asked once', () => {
    const { sections, notes } = read([
      { type: 'begin repeat', label: 'R' },
      text('a'),
      { type: 'end repeat' },
      text('b'),
    ])
    expect(sections).toMatchObject([
      { items: 'a', title: 'R' },
      { items: 'b', title: 'Survey' },
    ])
    expect(notes).toEqual(['survey.1 unknown-question'])
  })

  test('begin a page, and what follows them none', () => {
    for (const appearance of ['', 'field-list', 'w2 table-list']) {
      const { sections } = read([text('a'), begin('G', { appearance }), text('b'), end, text('c')])
      expect(sections).toMatchObject([{ page: false }, { items: 'b', page: true }, { items: 'c', page: false }])
    }
  })

  test('are ten deep at most', () => {
    const deep = (depth: number) => read([...Array.from({ length: depth }, () => begin('G')), text('a')])
    expect(deep(10).notes).toEqual([])
    expect(deep(11).notes).toEqual(['survey.11 too-large'])
    expect(deep(11).sections?.[0]?.title).toBe(Array.from({ length: 10 }, () => 'G').join(' – '))
  })

  test('have conditions that hold for all in them, and for those in groups within', () => {
    const { items, notes } = read([
      text('n', { type: 'integer' }),
      begin('G', { relevant: `\${n} > 1` }),
      begin('H', { relevant: `\${n} < 9` }),
      text('a', { relevant: `\${n} < 7` }),
      ...[end, text('b'), end, text('c')],
    ])
    expect(items.map(({ id, when }) => [id, when])).toEqual([
      ['n', undefined],
      ['a', { item: 'n', minimum: 2, maximum: 6 }],
      ['b', { item: 'n', minimum: 2 }],
      ['c', undefined],
    ])
    expect(notes).toEqual([])
  })

  test('a condition on an answer of the same page begins a page, and one on an earlier page none', () => {
    const { sections, notes } = read([
      text('n', { type: 'integer' }),
      text('a', { relevant: `\${n} > 1` }),
      text('b', { relevant: `\${n} > 2` }),
      text('m', { type: 'integer' }),
      text('c', { relevant: `\${m} > 2` }),
    ])
    expect(sections).toMatchObject([
      ...[
        { items: 'n', page: false },
        { items: 'a b m', page: true },
        { items: 'c', page: true },
      ],
    ])
    expect(notes).toEqual([])
  })

  test('a note stands above what follows; it has no condition, and none below the last question', () => {
    const note = (label: string, more = {}) => ({ type: 'note', name: 'x', label, ...more })
    const { sections, notes } = read([
      ...[text('a'), note('One', { relevant: '1' }), note('Two'), text('b'), note('Bye'), end],
    ])
    expect(sections).toMatchObject([{ items: 'a' }, { items: 'b', text: 'One – Two', page: false }])
    expect(notes).toEqual(['survey.2 condition', 'survey.5 unknown-question'])
    expect(read([text('a'), note('')]).notes).toEqual([])
  })
})

test('four hundred questions are read', () => {
  const rows = Array.from({ length: 400 }, (_, n) => text(`c${n}`))
  expect(read(rows).notes).toEqual([])
  const { items, notes } = read([...rows, text('last')])
  expect(items).toHaveLength(400)
  expect(notes).toEqual(['survey.401 too-large'])
})

describe('files', () => {
  const namesIn = (csv: string) =>
    readForeignTemplate(csv)?.template?.instrument.sections.flatMap(({ items }) => items.map(({ id }) => id))

  test.each([
    ['survey,,\n,type,name\n,text,q\n'],
    ['\ufeff"survey",,\n,Type , Name\n, text , q\n'],
    ['choices,,\n,list_name,name\nSurvey ,,\n,type,name\n\n,text,q\n'],
    ['survey,type,name\n,text,q\n'],
  ])('%j has a question', (csv) => expect(namesIn(csv)).toEqual(['q']))

  test.each([['type,name\ntext,q\n'], ['"survey'], ['[]'], ['7'], ['{"pages'], ['surveys,type\n']])(
    '%j is none',
    (csv) => expect(readForeignTemplate(csv)).toBeUndefined(),
  )

  test.each(['pages', 'elements', 'questions'])('JSON with %s is a survey', (name) => {
    expect(readForeignTemplate(JSON.stringify({ [name]: [] }))).toEqual({ template: undefined, notes: [] })
  })

  test('a row that breaks off has no more cells', () => {
    const { template } = readForeignTemplate('survey,,,\n,type,name,label\n,text,q\n') ?? {}
    expect(template?.texts.en?.items.q?.text).toBe('q')
    const bytes = makeWorkbook({
      survey: [
        [' Type', 'NAME', 'label'],
        ['text', 'q'],
      ],
    })
    const workbook = readForeignWorkbook(bytes)
    expect(workbook.ok && workbook.imported.template?.texts.en?.items.q?.text).toBe('q')
  })
})
