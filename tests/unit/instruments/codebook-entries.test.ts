import { describe, expect, test } from 'vitest'
import { codebookEntries } from '#app/instruments/codebook-entries'
import { MISSING_CODES } from '#app/instruments/codebook-entry'
import { type Template, templateText } from '#app/instruments/template'
import { findTemplate } from '#app/instruments/templates'
import { coreInstrument, makeAgreement, makeInstrument } from './make-instrument'

const core = coreInstrument()
const template = findTemplate('relationship-core', 1) as Template
const texts = new Map([...template.texts.keys()].map((language) => [language, templateText(template, language)]))
const entries = codebookEntries(core, texts)
const entryOf = (variable: string) => entries.find((entry) => entry.variable === variable)

describe('codebookEntries', () => {
  test('describes every variable of a data file once, in every language', () => {
    expect(entries).toHaveLength(20)
    expect(new Set(entries.map((entry) => entry.variable)).size).toBe(20)
    for (const { wording } of entries) {
      expect(Object.keys(wording).sort()).toEqual(['ar', 'en'])
      for (const words of Object.values(wording)) expect(words).not.toMatch(/^$|undefined/)
    }
  })

  test('says of an agreement item its labels, direction, missing answers and source', () => {
    expect(entryOf('trust_3')).toMatchObject({
      kind: 'agreement',
      minimum: 1,
      maximum: 7,
      isReversed: true,
      construct: 'trust',
      code: 'GT3',
      missing: ['not_applicable', 'cannot_say', 'skipped'],
      universe: { sides: undefined, functions: undefined },
    })
    const { values = [] } = entryOf('trust_3') ?? {}
    expect(values.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect([values.at(0)?.label, values.at(-1)?.label.en]).toEqual([
      { en: 'Strongly disagree', ar: expect.any(String) },
      'Strongly agree',
    ])
    expect(entries.filter((entry) => entry.isReversed).map((entry) => entry.variable)).toEqual(['trust_3'])
  })

  test('says units, limits and missing answers of numbers and shares', () => {
    expect(entryOf('time_hours')).toMatchObject({
      kind: 'number',
      minimum: 0,
      maximum: 400,
      units: { en: 'hours in four weeks' },
      missing: ['skipped'],
    })
    expect(entryOf('time_price')).toMatchObject({
      kind: 'percent',
      minimum: 0,
      maximum: 100,
      units: { en: '%', ar: '%' },
      missing: ['no_contact', 'skipped'],
    })
  })

  test('says who was asked', () => {
    const asked = makeInstrument([makeAgreement('trust_1', { sides: ['buyer'], functions: ['finance'] })])
    expect(codebookEntries(asked, texts)[0]?.universe).toEqual({
      sides: ['buyer'],
      functions: ['finance'],
      when: undefined,
    })
  })
})

test('codes of missing answers are different from each other and from every answer', () => {
  const codes = Object.values(MISSING_CODES)
  expect(new Set(codes).size).toBe(4)
  for (const { minimum } of entries) for (const code of codes) expect(code).toBeLessThan(minimum ?? 0)
})
