import { FALLBACK_LANGUAGE, type Texts } from './interface-texts'

/** Interface languages: a folder in app/i18n/texts each. The direction follows from the script (CLDR: Arabic, Hebrew, …). */
const modules = import.meta.glob<Record<string, unknown>>('./texts/*/*.json', { eager: true, import: 'default' })

const textsByLanguage = new Map<string, Texts>()
for (const [file, texts] of Object.entries(modules)) {
  const [language = '', name = ''] = file.replace('./texts/', '').replace('.json', '').split('/')
  textsByLanguage.set(language, { ...textsByLanguage.get(language), [name]: texts })
}

export const LANGUAGES: readonly string[] = [...textsByLanguage.keys()].sort((a, b) =>
  a === FALLBACK_LANGUAGE ? -1 : b === FALLBACK_LANGUAGE ? 1 : a.localeCompare(b),
)

export function isLanguage(value: unknown): value is string {
  return typeof value === 'string' && textsByLanguage.has(value)
}

/** @returns the texts of a language, keyed by file name, as i18next takes them */
export function textsOf(language: string): Texts {
  return textsByLanguage.get(language) ?? textsByLanguage.get(FALLBACK_LANGUAGE) ?? {}
}
