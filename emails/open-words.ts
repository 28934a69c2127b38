import type { Piece } from './piece'

type Texts = Record<string, string>

const files = import.meta.glob<Texts>('./texts/*/*.json', { eager: true, import: 'default' })

const FALLBACK_LANGUAGE = 'en'
const RIGHT_TO_LEFT_SCRIPTS = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'])

export interface Words {
  /** the language the words are in: the one asked for, or English where it has no texts */
  language: string
  direction: 'ltr' | 'rtl'
  /**
   * The sentence with this key. `{{slot}}` becomes the value: a string is somebody's or something's name, a number is
   * printed as it is. With a `count` the form that the language's grammar wants is taken (`key_one`, `key_few` …).
   */
  say(key: string, values?: Record<string, string | number>): Piece[]
}

const SLOT = /\{\{(\w+)\}\}/

const opened = new Map<string, Words>()

/** The words of one message in a person's language. */
export function openWords(message: string, wanted: string): Words {
  const language =
    [wanted, wanted.split('-')[0]].find((one) => files[`./texts/${one}/${message}.json`]) ?? FALLBACK_LANGUAGE
  const key = `${language} ${message}`
  const words = opened.get(key) ?? makeWords(message, language)
  opened.set(key, words)
  return words
}

function makeWords(message: string, language: string): Words {
  const texts = files[`./texts/${language}/${message}.json`] ?? {}
  const plural = new Intl.PluralRules(language)
  const cut = new Map<string, string[]>()
  return {
    language,
    direction: RIGHT_TO_LEFT_SCRIPTS.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr',
    say: (key, values = {}) => {
      const form = typeof values.count === 'number' ? plural.select(values.count) : 'other'
      const sentence = texts[`${key}_${form}`] ?? texts[`${key}_other`] ?? texts[key]
      if (sentence === undefined) throw new Error(`the message ${message} has no text “${key}” in ${language}`)
      const parts = cut.get(sentence) ?? sentence.split(SLOT)
      cut.set(sentence, parts)
      return fill(parts, values)
    },
  }
}

/** Every odd part is a slot's name. */
function fill(parts: readonly string[], values: Record<string, string | number>): Piece[] {
  return parts.map((part, index) => {
    if (index % 2 === 0) return part
    const value = values[part]
    if (value === undefined) throw new Error(`nothing given for “${part}” in “${parts.join('…')}”`)
    return typeof value === 'number' ? String(value) : { name: value }
  })
}
