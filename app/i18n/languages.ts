import { FALLBACK_LANGUAGE } from './interface-texts'

/** Files of words that respondents read; a language with these alone can be answered in, and the rest of the product is not in it. */
export const RESPONDENT_FILES = ['errors', 'own-data', 'promise', 'respond', 'words'] as const

// A folder in app/i18n/texts for each language. One word of each: forms ask in the browser which languages there are, and
// would bring all texts with them.
const answered = import.meta.glob<string>('./texts/*/words.json', { eager: true, import: 'product' })
const whole = import.meta.glob<string>('./texts/*/members.json', { eager: true, import: 'title' })

const languagesOf = (files: object): string[] =>
  Object.keys(files)
    .flatMap((file) => file.split('/')[2] ?? [])
    .sort((a, b) => (a === FALLBACK_LANGUAGE ? -1 : b === FALLBACK_LANGUAGE ? 1 : a.localeCompare(b)))

/** Languages in which people answer. */
export const LANGUAGES: readonly string[] = languagesOf(answered)

/** Languages in which the whole product can be used. */
export const INTERFACE_LANGUAGES: readonly string[] = languagesOf(whole)

export function isInterfaceLanguage(value: unknown): value is string {
  return typeof value === 'string' && INTERFACE_LANGUAGES.includes(value)
}

export function isLanguage(value: unknown): value is string {
  return typeof value === 'string' && LANGUAGES.includes(value)
}
