import type { TFunction } from 'i18next'
import { createTranslator } from './create-translator'
import { FALLBACK_LANGUAGE, type Texts } from './interface-texts'
import { LANGUAGES, RESPONDENT_FILES } from './languages'

/** A folder in app/i18n/texts for each language. */
const modules = import.meta.glob<Record<string, unknown>>('./texts/*/*.json', { eager: true, import: 'default' })

const textsByLanguage = new Map<string, Texts>()
for (const [file, texts] of Object.entries(modules)) {
  const [language = '', name = ''] = file.replace('./texts/', '').replace('.json', '').split('/')
  textsByLanguage.set(language, { ...textsByLanguage.get(language), [name]: texts })
}

const respondentTexts = new Map(
  LANGUAGES.map((language) => {
    const texts = Object.entries(textsOf(language)).filter(([name]) => RESPONDENT_FILES.some((file) => file === name))
    return [language, Object.fromEntries(texts)] as const
  }),
)

/** What respondents read of a language's texts. The rest would be made ready for the browser with each of their pages. */
export function respondentTextsOf(language: string): Texts {
  return respondentTexts.get(language) ?? respondentTexts.get(FALLBACK_LANGUAGE) ?? {}
}

/** @returns the texts of a language, keyed by file name, as i18next takes them */
export function textsOf(language: string): Texts {
  return textsByLanguage.get(language) ?? textsByLanguage.get(FALLBACK_LANGUAGE) ?? {}
}

/** @returns the words of a language where a server says them by itself: in mails, files and answers to programs */
export function translateTo(language: string): TFunction {
  return createTranslator(language, textsOf(language), textsOf(FALLBACK_LANGUAGE)).t
}
