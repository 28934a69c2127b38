import { LANGUAGE_COOKIE } from '#app/i18n/request-language'

export function languageCookie(language: string): string {
  return `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`
}
