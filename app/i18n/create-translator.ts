import { createInstance, type i18n } from 'i18next'
import { FALLBACK_LANGUAGE, type Texts } from './interface-texts'

const translators = new WeakMap<Texts, i18n>()

/**
 * The i18next instance of a language; text is escaped where it is rendered (React, mail), not here. Made once for each
 * set of texts: starting i18next costs more than rendering a page.
 */
export function createTranslator(language: string, texts: Texts, fallback: Texts = {}): i18n {
  const made = translators.get(texts)
  if (made) return made
  const instance = createInstance()
  void instance.init({
    lng: language,
    fallbackLng: FALLBACK_LANGUAGE,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { [FALLBACK_LANGUAGE]: { translation: fallback }, [language]: { translation: texts } },
  })
  translators.set(texts, instance)
  return instance
}
