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
    expect(JSON.parse(file?.json ?? '')).toMatchObject(textsOf(LANGUAGES[index] ?? ''))
    expect(file?.isCurrent).toBe(true)
  }
})

test('what a language does not say is said in English, so that no key is read in its place', () => {
  const file = findTextsFile(textsFileName('fr') ?? '')
  const { signals, respond } = JSON.parse(file?.json ?? '')
  expect(signals.title).toBe('Signals')
  expect(respond.submit).toBe('Envoyer')
})

test('a page of another version gets the words of its language all the same, and does not keep them', () => {
  expect(findTextsFile('ar-0000000000000000.json')).toMatchObject({ isCurrent: false })
})

test('another name is no file', () => {
  for (const name of ['', 'en.json', 'xx-0000000000000000.json', '../texts/en.json', '__proto__'])
    expect(findTextsFile(name)).toBeUndefined()
  expect(textsFileName('xx')).toBeUndefined()
})
