import { ownPath } from './own-path'

const NAME = 'next-page'
/** As long as a mailed sign-in link can be used. */
const SECONDS = 15 * 60

/** Remembers where somebody wanted to go until they come back from their mailbox; an empty path forgets it. */
export function nextPageCookie(path: string, isSecure: boolean): string {
  const value = `${NAME}=${encodeURIComponent(path)}; Path=/sign-in; Max-Age=${path ? SECONDS : 0}`
  return `${value}; SameSite=Lax; HttpOnly${isSecure ? '; Secure' : ''}`
}

/** Where somebody wanted to go before the sign-in; undefined where that is unknown or not on this site. */
export function nextPage(headers: Headers): string | undefined {
  const [, value = ''] = headers.get('Cookie')?.match(/(?:^|;\s*)next-page=([^;]*)/) ?? []
  try {
    return ownPath(decodeURIComponent(value))
  } catch {
    return undefined // not our encoding, hence not our cookie
  }
}
