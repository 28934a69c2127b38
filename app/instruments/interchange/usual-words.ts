import { LANGUAGES } from '#app/i18n/languages'
import { translateTo } from '#app/i18n/texts-of'
import type { Words } from './draft'

/** What other tools say by themselves where a questionnaire has no words of its own. */
export function usualWords(name: 'yes' | 'no' | 'none' | 'survey'): Words {
  return Object.fromEntries(
    LANGUAGES.map((language) => {
      const t = translateTo(language)
      return [language, t(`respond.usual.${name}`)]
    }),
  )
}
