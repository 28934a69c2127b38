import { FALLBACK_LANGUAGE, type Texts } from '#app/i18n/interface-texts'
import { isLanguage, LANGUAGES } from '#app/i18n/languages'
import { respondentTextsOf } from '#app/i18n/texts-of'

/**
 * What every page of a respondent carries: its own language, which may differ from the browser's, and that language's
 * words. The page is rendered on the server only, so nothing of this is sent beside the page.
 */
export interface RespondentPage {
  language: string
  languages: readonly string[]
  texts: Texts
}

export function pageIn(wanted: string): RespondentPage {
  const language = isLanguage(wanted) ? wanted : FALLBACK_LANGUAGE
  return { language, languages: LANGUAGES, texts: respondentTextsOf(language) }
}
