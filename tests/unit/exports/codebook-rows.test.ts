import { describe, expect, test } from 'vitest'
import { codebookColumns, codebookRows } from '#app/exports/codebook-rows'
import { answerVariables, identifierVariables, scoreVariables } from '#app/exports/response-variables'
import { translateTo } from '#app/i18n/texts-of'
import type { Template } from '#app/instruments/template'
import { findTemplate } from '#app/instruments/templates'

const template = findTemplate('relationship-core', 1) as Template
const languages = ['en', 'ar']
const translators = new Map(languages.map((language) => [language, translateTo(language)]))
const asked = [{ template, waves: [1] }]
const variables = [
  ...identifierVariables(translators, {}),
  ...answerVariables(asked, translators),
  ...scoreVariables(asked, translators),
]
const columns = codebookColumns(languages)
const rows = codebookRows({ variables, languages })
const rowOf = (variable: string) => rows.find((row) => row.variable === variable)

describe('the codebook', () => {
  test('describes every variable once, and in every language', () => {
    expect(new Set(rows.map((row) => row.variable)).size).toBe(rows.length)
    for (const row of rows) {
      expect(row.label_en, String(row.variable)).toMatch(/\w{3}/)
      expect(row.label_ar, String(row.variable)).toMatch(/[\u0600-\u06ff]{3}/)
      expect(`${row.label_en}${row.label_ar}`).not.toMatch(/\{\{|exports\./)
    }
  })

  test('has a column for everything it says', () => {
    for (const row of rows) expect(Object.keys(row).filter((name) => !columns.includes(name))).toEqual([])
    expect(columns).toContain('value_labels_ar')
  })

  test('says of an item which codes mean a missing answer, whether it is reversed, and where it comes from', () => {
    expect(rowOf('trust_3')).toMatchObject({
      kind: 'agreement',
      minimum: 1,
      maximum: 7,
      missing_codes_en: 'Not applicable = -97; Cannot say = -98; Skipped = -99',
      is_reversed: 'yes',
      construct: 'trust',
      catalogue_code: 'GT3',
    })
    expect(rowOf('time_price')).toMatchObject({
      missing_codes_en: 'No time together = -96; Skipped = -99',
      unit_en: '%',
    })
  })

  test('says of a scale score its items and its rule', () => {
    expect(rowOf('score_trust')).toMatchObject({ kind: 'score', minimum: 0, maximum: 100 })
    expect(rowOf('score_trust')?.label_en).toMatch(
      /fewer than half.*trust_1 \+ trust_2 \+ trust_3 \+ trust_4 \+ trust_5$/,
    )
  })

  test('says of what the unproductive shares are the sum', () => {
    expect(rowOf('score_unproductive_strict')?.label_en).toMatch(/: time_price \+ time_contract \+ time_blame$/)
    expect(rowOf('score_unproductive')?.label_en).toMatch(/time_blame \+ time_expediting \+ time_inspection$/)
  })

  test('has no cell that a spreadsheet would take for a formula', () => {
    for (const row of rows)
      for (const value of Object.values(row)) if (typeof value === 'string') expect(value).not.toMatch(/^[=+\-@]/)
  })

  test('names the codes of sides and functions', () => {
    expect(rowOf('side')?.value_labels_en).toBe('buyer = Buyer; supplier = Supplier')
    expect(rowOf('function')?.value_labels_ar).toContain('purchasing = ')
  })
})
