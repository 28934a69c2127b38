import { isAllowedAddress, isLoopback } from './target-address'

export type TargetRefusal = 'no-address' | 'scheme' | 'credentials' | 'not-public'
export type Target = { ok: true; url: URL } | { ok: false; reason: TargetRefusal }

const LONGEST = 500

/**
 * Reads the address of a webhook: https, without user and password. Plain http is taken for this machine itself alone, where
 * the operator allows that. Where a name leads is looked at when something is sent (`post-webhook`).
 */
export function readTarget(text: string, networks: readonly string[]): Target {
  if (text.length > LONGEST || /[\s\p{Cc}]/u.test(text) || !URL.canParse(text))
    return { ok: false, reason: 'no-address' }
  const url = new URL(text)
  if (url.username || url.password) return { ok: false, reason: 'credentials' }
  const literal = literalOf(url)
  const isOwnMachine = literal === undefined ? url.hostname === 'localhost' : isLoopback(literal)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isOwnMachine)) return { ok: false, reason: 'scheme' }
  const address = literal ?? (isOwnMachine ? '127.0.0.1' : undefined)
  if (address !== undefined && !isAllowedAddress(address, networks)) return { ok: false, reason: 'not-public' }
  return { ok: true, url }
}

/** The address itself, where no name stands in its place; `URL` has undone other spellings (0x7f.1, 2130706433 …). */
function literalOf({ hostname }: URL): string | undefined {
  if (hostname.startsWith('[')) return hostname.slice(1, -1)
  return /^[\d.]+$/.test(hostname) ? hostname : undefined
}
