import { LOOKS, type Look } from '#app/ui/look'

/** What a person chose on this device. */
export function requestLook(headers: Headers): Look {
  const chosen = /(?:^|;\s*)look=(\w{4,6})(?:;|$)/.exec(headers.get('cookie') ?? '')?.[1]
  return LOOKS.find((look) => look === chosen) ?? 'device'
}

/** @param look `device` forgets the choice */
export function lookCookie(look: Look, isSecure: boolean): string {
  const age = look === 'device' ? 0 : 31_536_000
  return `look=${look}; Path=/; Max-Age=${age}; SameSite=Lax; HttpOnly${isSecure ? '; Secure' : ''}`
}
