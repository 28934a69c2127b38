import { hkdfSync } from 'node:crypto'

/** One key per purpose from the installation's secret, so that what is made for one use is worthless for another. */
export function deriveKey(secret: string, purpose: 'invitation' | 'sealed-mail' | 'session' | 'mail-address'): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'thiqa', purpose, 32))
}
