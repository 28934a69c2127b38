import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkTemplate } from '#app/instruments/check-template'
import type { ImportedTemplate } from '#app/instruments/interchange/build-template'
import { exportSurveyJs } from '#app/instruments/interchange/export-surveyjs'
import { importSurveyJs } from '#app/instruments/interchange/import-surveyjs'
import { findTemplate, listTemplates } from '#app/instruments/templates'
import { FUNCTIONS } from '#app/relationships/functions'

function problemsOf({ template }: ImportedTemplate) {
  if (!template) throw new Error('nothing came')
  return checkTemplate({ folder: 't', ...template, fallbackLanguage: 'en', functions: FUNCTIONS }).problems
}
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

test('whatever JSON comes, nothing is thrown, and what comes out is a template without faults', () => {
  const element = fc.record(
    {
      type: fc.constantFrom(
        'matrix',
        'rating',
        'radiogroup',
        'checkbox',
        'text',
        'comment',
        'boolean',
        'panel',
        'html',
        'x',
      ),
      name: fc.oneof(fc.constantFrom('q', '__proto__', 'page', 'q 1', 'سؤال'), fc.string()),
      title: fc.oneof(fc.string(), fc.dictionary(fc.constantFrom('default', 'ar', 'x'), fc.string())),
      choices: fc.array(fc.oneof(fc.string(), fc.integer(), fc.jsonValue())),
      columns: fc.array(fc.string(), { maxLength: 5 }),
      rows: fc.array(fc.string(), { maxLength: 5 }),
      visibleIf: fc.constantFrom("{q} = 'a'", '{q} > 3', '{', ''),
      elements: fc.jsonValue(),
    },
    { requiredKeys: ['type'] },
  )
  const survey = fc.oneof(
    fc.jsonValue(),
    fc.record({ title: fc.jsonValue(), pages: fc.array(fc.record({ elements: fc.array(element) })) }),
  )
  fc.assert(
    fc.property(survey, (json) => {
      const imported = importSurveyJs(json)
      if (imported.template) expect(problemsOf(imported)).toEqual([])
    }),
    { numRuns: 500 },
  )
})

describe('our templates for SurveyJS', () => {
  test.each(listTemplates().map((template) => [template.instrument.name, template] as const))(
    '%s comes back with its questions',
    (_, template) => {
      const { survey } = exportSurveyJs(template, 'buyer')
      const back = importSurveyJs(JSON.parse(JSON.stringify(survey)))
      expect(problemsOf(back)).toEqual([])
      const comparable = ['agreement', 'bipolar', 'choice', 'choices', 'number', 'text']
      const expected = template.instrument.sections
        .flatMap(({ items }) => items)
        .filter(({ kind, sides }) => comparable.includes(kind) && (!sides || sides.includes('buyer')))
        .map(({ id, kind }) => `${id} ${kind}`)
      const came = itemsOf(back).map(({ id, kind }) => `${id} ${kind}`)
      expect(expected.filter((one) => !came.includes(one))).toEqual([])
    },
  )

  test('have the words of all languages', () => {
    const template = findTemplate('relationship-pulse', 1)
    if (!template) throw new Error('the pulse is not shipped')
    const text = JSON.stringify(exportSurveyJs(template, 'supplier').survey)
    for (const words of ['treats us fairly', 'بإنصاف', 'équitablement']) expect(text).toContain(words)
  })
})
