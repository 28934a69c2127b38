import type { i18n, TFunction } from 'i18next'
import { createContext, useContext } from 'react'

const TranslatorContext = createContext<i18n | undefined>(undefined)

/** Gives the pages inside the words of a language: `createTranslator`, `translatorOf`. */
export const TranslatorProvider = TranslatorContext.Provider

/** The words of the page's language. @throws outside of a `TranslatorProvider` */
export function useTranslation(): { t: TFunction; i18n: i18n } {
  const translator = useContext(TranslatorContext)
  if (!translator) throw new Error('a page without words: there is no TranslatorProvider around it')
  return { t: translator.t, i18n: translator }
}
