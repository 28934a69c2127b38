import { expect, test } from 'vitest'
import { LANGUAGES } from '#app/i18n/languages'
import { findTextsFile, textsFileName } from '#app/i18n/texts-file.server'
import { textsOf } from '#app/i18n/texts-of'

test('each language is a file of its words, named by what is in it', () => {
  const names = LANGUAGES.map((language) => textsFileName(language) ?? '')
  expect(new Set(names).size).toBe(LANGUAGES.length)
  for (const [index, name] of names.entries()) {
    expect(name).toMatch(/^[a-z-]+-[0-9a-f]{16}\.json$/)
    const file = findTextsFile(name)
    expect(JSON.parse(file?.json ?? '')).toEqual(textsOf(LANGUAGES[index] ?? ''))
  }
})

test('another name is no file', () => {
  for (const name of ['', 'en.json', 'en-0000000000000000.json', '../texts/en.json', '__proto__'])
    expect(findTextsFile(name)).toBeUndefined()
  expect(textsFileName('xx')).toBeUndefined()
})
