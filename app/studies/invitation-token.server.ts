import { createHash, createHmac } from 'node:crypto'
import { deriveKey } from '#app/config/derive-key.server'

/**
 * The secret part of a personal link: 256 bits, derived instead of drawn, so that it is stored nowhere (the database
 * holds its hash) and yet a reminder or a repeated mail carries the same link.
 */
export function makeInvitationToken(secret: string, workspaceId: string, invitationId: string): string {
  return createHmac('sha256', deriveKey(secret, 'invitation'))
    .update(`${workspaceId} ${invitationId}`)
    .digest('base64url')
}

/** What the database knows of a link's secret (SHA-256, 32 bytes). */
export function hashInvitationToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest())
}
