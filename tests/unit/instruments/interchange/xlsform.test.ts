import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkTemplate } from '#app/instruments/check-template'
import { importXlsForm, type XlsFormSheets } from '#app/instruments/interchange/import-xlsform'
import { readForeignTemplate } from '#app/instruments/interchange/read-foreign-template'
import { FUNCTIONS } from '#app/relationships/functions'
import { randomCases } from '#tests/setup/random-cases'

const FORM = `survey,,,,,
,type,name,label::English (en),label::العربية (ar),relevant,appearance,constraint
,start,start,,,,,
,begin_group,trust,Trust,الثقة,,field-list,
,select_one agree,fair,They are fair,يعاملوننا بإنصاف,,likert,
,select_one agree,open,They are open,منفتحون,,likert,
,select_one often,contact,"How often, all in all?",كم مرة؟,,,
,end_group,,,,,,
,begin_group,more,More,المزيد,,field-list,
,text,why,Why?,لماذا؟,\${contact} = 'monthly',,
,integer,staff,Staff,العاملون,,,. > 0
,geopoint,place,Where,أين,,,
,end_group,,,,,,
choices,,,,
,list_name,name,label::English (en),label::العربية (ar)
,agree,1,No,لا
,agree,2,Yes,نعم
,often,weekly,Weekly,أسبوعيًا
,often,monthly,Monthly,شهريًا
settings,,,
,form_title,form_id,default_language
,Supplier form,f1,English (en)
`

function fromCsv(csv: string) {
  const imported = readForeignTemplate(csv)
  if (!imported) throw new Error('not taken for an XLSForm')
  return imported
}

test('an XLSForm in one CSV file becomes a template without faults', () => {
  const { template, notes } = fromCsv(FORM)
  if (!template) throw new Error('nothing came')
  const check = checkTemplate({ folder: 't', ...template, fallbackLanguage: 'en', functions: FUNCTIONS })
  expect(check.problems).toEqual([])
  const items = template.instrument.sections.flatMap((section) => section.items)
  expect(items.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
    'fair agreement',
    'open agreement',
    'contact choice',
    'why text',
    'staff number',
  ])
  expect(items[3]).toMatchObject({ when: { item: 'contact', in: ['monthly'] } })
  expect(template.texts.ar?.items.contact).toEqual({
    text: 'كم مرة؟',
    options: { weekly: 'أسبوعيًا', monthly: 'شهريًا' },
  })
  expect(template.instrument.name).toBe('supplier-form')
  expect(notes.map(({ feature }) => feature)).toEqual(['validation', 'unknown-question'])
})

test('whatever text comes, nothing is thrown', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...FORM.split('\n'), 'survey,', '"', ',,,', 'choices')), (lines) => {
      readForeignTemplate(lines.join('\n'))
    }),
    { numRuns: randomCases(500) },
  )
})

test('files are known by their looks', () => {
  expect(readForeignTemplate(FORM)?.template?.instrument.name).toBe('supplier-form')
  expect(readForeignTemplate('{"pages":[]}')).toEqual({ template: undefined, notes: [] })
  expect(readForeignTemplate('{"instrument":{},"texts":{}}')).toBeUndefined()
  expect(readForeignTemplate('hello')).toBeUndefined()
})

function read(sheets: Partial<XlsFormSheets>) {
  const imported = importXlsForm({ survey: [], choices: [], settings: [], ...sheets })
  const { problems } = imported.template
    ? checkTemplate({ folder: 't', ...imported.template, fallbackLanguage: 'en', functions: FUNCTIONS })
    : { problems: [] }
  return { ...imported, problems, items: imported.template?.instrument.sections.flatMap(({ items }) => items) ?? [] }
}

const AGREE = ['No', 'Partly', 'Yes'].map((label, index) => ({ list_name: 'agree', name: `${index + 1}`, label }))
const PARTS = ['price', 'quality'].map((name) => ({ list_name: 'parts', name, label: name }))

test('tables become scales under their heads, and a single statement stands alone', () => {
  const { items, problems, template, notes } = read({
    choices: AGREE,
    survey: [
      { type: 'begin group', name: 'trust', label: 'Trust', appearance: 'table-list' },
      { type: 'note', name: 'intro', label: 'How far do you agree?' },
      { type: 'select_one agree', name: 'fair', label: 'Fair', hint: 'as a rule' },
      { type: 'select_one agree', name: 'open', label: 'Open' },
      { type: 'end group' },
      { type: 'select_one agree', name: 'head', label: 'And this?', appearance: 'label' },
      { type: 'select_one agree', name: 'last', label: 'Last', appearance: 'list-nolabel' },
    ],
  })
  expect(problems).toEqual([])
  expect(notes).toEqual([])
  expect(items).toMatchObject([
    { id: 'fair', kind: 'agreement', construct: 'trust' },
    { id: 'open', kind: 'agreement', construct: 'trust' },
    { id: 'last', kind: 'agreement', isAlone: true },
  ])
  expect(template?.texts.en?.items.fair?.text).toBe('Fair – as a rule')
  expect(Object.values(template?.texts.en?.sections ?? {})).toMatchObject([
    { title: 'Trust', text: 'How far do you agree?' },
    { text: 'And this?' },
  ])
})

test('conditions begin a page of their own, except on the screen of a group', () => {
  const { items, problems, notes, template } = read({
    choices: PARTS,
    survey: [
      { type: 'integer', name: 'staff', label: 'Staff', constraint: '. >= 0 and . <= 50' },
      { type: 'text', name: 'who', label: 'Who?', relevant: `\${staff} > 10` },
      { type: 'select_multiple parts', name: 'what', label: 'What?' },
      { type: 'begin_group', name: 'g', label: 'G', relevant: `selected(\${what}, 'quality')` },
      { type: 'text', name: 'how', label: 'How?' },
      { type: 'end_group' },
      { type: 'begin_group', name: 'h', label: 'H', appearance: 'field-list' },
      { type: 'select_one parts', name: 'one', label: 'One' },
      { type: 'text', name: 'two', label: 'Two', relevant: `\${one} = 'price'` },
      { type: 'end_group' },
    ],
  })
  expect(problems).toEqual([])
  expect(items[0]).toMatchObject({ minimum: 0, maximum: 50 })
  expect(items.flatMap(({ id, when }) => (when ? [[id, when]] : []))).toEqual([
    ['who', { item: 'staff', minimum: 11 }],
    ['how', { item: 'what_quality', in: ['1'] }],
  ])
  expect(notes).toEqual([{ path: 'survey.9', feature: 'condition' }])
  expect(template?.instrument.sections.filter(({ startsPage }) => startsPage)).toHaveLength(3)
})

test('nothing goes without a note', () => {
  const { notes, problems, items } = read({
    settings: [{ form_title: '{x}', default_language: 'constructor' }],
    choices: PARTS,
    survey: [
      { type: 'begin_repeat', name: 'r', label: 'R' },
      { type: 'select_one parts or_other', name: 'a', label: 'A', required: 'yes', choice_filter: 'x = 1' },
      { type: 'end_repeat' },
      { type: 'range', name: 'b', label: 'B', 'label::Klingon': 'x', parameters: 'end=0 start=10 step=0.5' },
      { type: 'text', name: 'c', label: 'C', constraint: 'regex(., "x")', default: '1' },
      { type: 'note', name: 'bye', label: 'Thanks' },
    ],
  })
  expect(problems).toEqual([])
  expect(items[1]).toMatchObject({ minimum: 0, maximum: 10, decimals: 1 })
  expect(notes.map(({ path, feature }) => `${path} ${feature}`).sort()).toEqual([
    'label::Klingon language-incomplete',
    'survey.1 unknown-question',
    ...['survey.2 condition', 'survey.2 other-option', 'survey.2 validation'],
    ...['survey.5 calculation', 'survey.5 validation', 'survey.6 unknown-question'],
  ])
})

test('whatever rows come, what comes out is a template without faults', () => {
  const types = ['begin_group', 'end_group', 'note', 'text', 'integer', 'decimal', 'range', 'select_one l']
  const word = fc.oneof(fc.constantFrom('q', 'q_a', 'page', '__proto__', '{', 'سؤال'), fc.string())
  const row = fc.record(
    {
      type: fc.oneof(fc.constantFrom(...types, 'select_multiple l', 'select_one l or_other', 'x'), fc.string()),
      ...{ name: word, label: word, hint: word, 'label::Arabic (ar)': word, 'label::constructor': word },
      relevant: fc.oneof(fc.constantFrom(`\${q} > 1`, `\${q} = 'a'`, `selected(\${q}, 'a')`), word),
      appearance: fc.constantFrom('likert', 'label', 'table-list', 'field-list', ''),
      ...{ constraint: fc.oneof(fc.constantFrom('. >= 5 and . <= 1', '. <= -1'), word), required: word },
      parameters: fc.constantFrom('start=3 end=3', 'start=9 end=1 step=0.25', ''),
    },
    { requiredKeys: ['type'] },
  )
  const choice = fc.record({
    list_name: fc.constant('l'),
    name: fc.oneof(fc.constantFrom('a', 'none'), word),
    label: word,
  })
  const setting = fc.record({
    form_title: word,
    default_language: fc.oneof(fc.constantFrom('Arabic (ar)', 'constructor', 'sh', 'xx'), word),
  })
  fc.assert(
    fc.property(fc.array(row), fc.array(choice), fc.array(setting, { maxLength: 1 }), (survey, choices, settings) => {
      // a language of the source that lacks a slot lacks it here, and is named before anything is kept
      const { problems } = read({ survey, choices, settings })
      expect(problems.filter(({ problem }) => !problem.startsWith('lost the slot'))).toEqual([])
    }),
    { numRuns: randomCases(1000) },
  )
})

test('far too much is cut, and does not take long', () => {
  const nested = Array.from({ length: 4000 }, () => ({ type: 'begin_group', name: 'g', label: 'G' }))
  const asked = Array.from({ length: 3000 }, () => ({ type: 'text', name: 'q', label: 'Q' }))
  const started = performance.now()
  const { items, problems, notes } = read({ survey: [...nested, ...asked] })
  expect(performance.now() - started).toBeLessThan(3000)
  expect(problems).toEqual([])
  expect(items).toHaveLength(400)
  expect(notes.map(({ path }) => path)).toEqual(['survey.5001', 'survey.11', 'survey.4401'])
})
