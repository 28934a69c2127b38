import { createInstance, type i18n } from 'i18next'
import { FALLBACK_LANGUAGE, type Texts } from './interface-texts'

/** An i18next instance for one language; text is escaped where it is rendered (React, mail), not here. */
export function createTranslator(language: string, texts: Texts, fallback: Texts): i18n {
  const instance = createInstance()
  void instance.init({
    lng: language,
    fallbackLng: FALLBACK_LANGUAGE,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { [FALLBACK_LANGUAGE]: { translation: fallback }, [language]: { translation: texts } },
  })
  return instance
}
