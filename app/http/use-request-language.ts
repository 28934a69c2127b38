import { createContext, useContext } from 'react'

/** The language of the request that a page answers, for pages that come without data; the browser reads it off the page. */
export const RequestLanguageContext = createContext<string | undefined>(undefined)

export function useRequestLanguage(): string | undefined {
  const requested = useContext(RequestLanguageContext)
  return requested ?? (typeof document === 'undefined' ? undefined : document.documentElement.lang)
}
