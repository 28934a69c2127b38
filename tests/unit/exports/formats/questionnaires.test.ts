// Every questionnaire that is shipped can be taken away in every format, and in one file with all others.
import { describe, expect, test } from 'vitest'
import { FORMATS, type FormatName } from '#app/exports/formats/formats'
import { answerVariables, identifierVariables, scoreVariables } from '#app/exports/response-variables'
import { INTERFACE_LANGUAGES } from '#app/i18n/languages'
import { translateTo } from '#app/i18n/texts-of'
import { listTemplates } from '#app/instruments/templates'
import { makeDataset } from '#tests/factories/make-dataset'
import { collect } from './collect'

const translators = new Map(INTERFACE_LANGUAGES.map((language) => [language, translateTo(language)]))
const asked = listTemplates().map((template) => ({ template, waves: [1] }))
const variables = [
  ...identifierVariables(translators, {}),
  ...answerVariables(asked, translators),
  ...scoreVariables(asked, translators),
]
/** The highest value or the first code of each variable; then its missing codes, where it has any. */
const rows = [
  variables.map((one) => one.values[0]?.value ?? one.maximum ?? (one.type === 'text' ? 'نص' : 1)),
  ...[0, 1, 2, 3].map((index) => variables.map((one) => one.missing[index]?.value ?? null)),
]

describe.each(Object.keys(FORMATS) as FormatName[])('%s', (name) => {
  test.each(INTERFACE_LANGUAGES)('holds all that is asked (%s)', async (language) => {
    const file = FORMATS[name].write(makeDataset(variables, rows), {
      language,
      madeAt: new Date('2026-03-07T09:05:00Z'),
    })
    expect((await collect(file)).length).toBeGreaterThan(1000)
  })
})
