import { hkdfSync } from 'node:crypto'

type Purpose =
  | 'invitation'
  | 'sealed-mail'
  | 'session'
  | 'mail-address'
  | 'webhook-secret'
  | 'member-mails'
  | 'backup-check'
const derived = new Map<string, Buffer>()

/** One key per purpose from the installation's secret, so that what is made for one use is worthless for another. */
export function deriveKey(secret: string, purpose: Purpose): Buffer {
  const name = `${purpose} ${secret}`
  const key = derived.get(name) ?? Buffer.from(hkdfSync('sha256', secret, 'thiqa', purpose, 32))
  derived.set(name, key)
  return key
}
