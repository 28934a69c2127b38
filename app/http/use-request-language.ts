import { createContext, useContext } from 'react'
import { loadedLanguage } from '#app/i18n/loaded-texts'

/** The language of the request that a page answers; in the browser that of the words that came with the page. */
export const RequestLanguageContext = createContext<string | undefined>(undefined)

export function useRequestLanguage(): string | undefined {
  const requested = useContext(RequestLanguageContext)
  return requested ?? loadedLanguage()
}
