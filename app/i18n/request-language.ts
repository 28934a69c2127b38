import { FALLBACK_LANGUAGE } from './interface-texts'
import { INTERFACE_LANGUAGES, isInterfaceLanguage } from './languages'

export const LANGUAGE_COOKIE = 'language'

/** The language of a request: what the person chose (cookie), else the first one their browser asks for that we speak. */
export function requestLanguage(headers: Headers): string {
  const chosen = /(?:^|;\s*)language=([\w-]{2,20})(?:;|$)/.exec(headers.get('cookie') ?? '')?.[1]
  if (isInterfaceLanguage(chosen)) return chosen
  const wanted = (headers.get('accept-language') ?? '').slice(0, 500).split(',')
  for (const entry of wanted) {
    const code = entry.trim().split(/[-;]/)[0]?.toLowerCase()
    const match = INTERFACE_LANGUAGES.find((language) => language === code)
    if (match) return match
  }
  return FALLBACK_LANGUAGE
}
