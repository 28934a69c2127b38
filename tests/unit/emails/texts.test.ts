import { describe, expect, it } from 'vitest'

const files = import.meta.glob<Record<string, string>>('../../../emails/texts/*/*.json', {
  eager: true,
  import: 'default',
})
const texts = Object.entries(files).map(([file, words]) => {
  const [message = '', language = ''] = file.replace('.json', '').split('/').reverse()
  return { message, language, words }
})
const PLURAL = /_(zero|one|two|few|many|other)$/
const keysOf = (words: Record<string, string>) =>
  [...new Set(Object.keys(words).map((key) => key.replace(PLURAL, '')))].sort()
const slotsOf = (sentence: string) =>
  [...new Set(sentence.match(/\{\{\w+\}\}/g))].filter((slot) => slot !== '{{count}}').sort()

describe.each(texts)('the texts of $message in $language', ({ message, language, words }) => {
  const english = texts.find((one) => one.message === message && one.language === 'en')?.words ?? {}

  it('have the keys of the English ones', () => {
    expect(keysOf(words)).toEqual(keysOf(english))
  })

  it('have a sentence for every plural form that the language knows, or one for all others', () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const key of keysOf(words).filter((one) => words[one] === undefined)) {
      expect(words).toHaveProperty(`${key}_other`)
      // Arabic `zero` never occurs: nothing here is counted from nought
      for (const category of categories.filter((one) => one !== 'zero'))
        expect(words).toHaveProperty(`${key}_${category}`)
    }
  })

  it('use the slots of the English ones', () => {
    for (const [key, sentence] of Object.entries(words)) {
      const original = english[key] ?? english[key.replace(PLURAL, '_other')] ?? ''
      expect(slotsOf(sentence), key).toEqual(slotsOf(original))
    }
  })
})
