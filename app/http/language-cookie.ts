import { LANGUAGE_COOKIE } from '#app/i18n/request-language'

export function languageCookie(language: string, isSecure: boolean): string {
  return `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly${isSecure ? '; Secure' : ''}`
}
