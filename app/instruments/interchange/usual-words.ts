import { createTranslator } from '#app/i18n/create-translator'
import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { INTERFACE_LANGUAGES } from '#app/i18n/languages'
import { textsOf } from '#app/i18n/texts-of'
import type { Words } from './draft'

/** What other tools say by themselves where a questionnaire has no words of its own. */
export function usualWords(name: 'yes' | 'no' | 'none' | 'survey'): Words {
  return Object.fromEntries(
    INTERFACE_LANGUAGES.map((language) => {
      const { t } = createTranslator(language, textsOf(language), textsOf(FALLBACK_LANGUAGE))
      return [language, t(`respond.usual.${name}`)]
    }),
  )
}
