import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { deriveKey } from '#app/config/derive-key.server'

type Use = 'sealed-mail' | 'webhook-secret'

/** Encrypts what must stand in the database but must not be readable there (AES-256-GCM; nonce, tag, text). */
export function seal(secret: string, value: unknown, use: Use = 'sealed-mail'): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', deriveKey(secret, use), nonce)
  const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), text]))
}

/** @throws when the bytes were not sealed with this secret, or for another use */
export function unseal(secret: string, sealed: Uint8Array, use: Use = 'sealed-mail'): unknown {
  const bytes = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(secret, use), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8'))
}
