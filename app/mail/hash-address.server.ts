import { createHmac } from 'node:crypto'
import { deriveKey } from '#app/config/derive-key.server'

/**
 * What is kept of an address that must not get mails: a keyed hash (32 bytes), so that the list tells nobody who is on it,
 * and differs from workspace to workspace.
 */
export function hashAddress(secret: string, workspaceId: string, address: string): Uint8Array<ArrayBuffer> {
  const key = deriveKey(secret, 'mail-address')
  return new Uint8Array(createHmac('sha256', key).update(`${workspaceId} ${address.trim().toLowerCase()}`).digest())
}
