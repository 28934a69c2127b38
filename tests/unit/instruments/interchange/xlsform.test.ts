import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkTemplate } from '#app/instruments/check-template'
import { importXlsForm } from '#app/instruments/interchange/import-xlsform'
import { readForeignTemplate } from '#app/instruments/interchange/read-foreign-template'
import { FUNCTIONS } from '#app/relationships/functions'

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

test('an XLSForm in one CSV file becomes a template without faults', () => {
  const { template, notes } = importXlsForm(FORM)
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
      importXlsForm(lines.join('\n'))
    }),
    { numRuns: 500 },
  )
})

test('files are known by their looks', () => {
  expect(readForeignTemplate(FORM)?.template?.instrument.name).toBe('supplier-form')
  expect(readForeignTemplate('{"pages":[]}')).toEqual({ template: undefined, notes: [] })
  expect(readForeignTemplate('{"instrument":{},"texts":{}}')).toBeUndefined()
  expect(readForeignTemplate('hello')).toBeUndefined()
})
