import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey } from '#app/config/derive-key.server'

const TOKEN = /^([0-9a-f]{32})\.([\w-]{43})$/

/** What a mail's link carries to choose which mails come: it opens nothing else, and works for ever. */
export function makeMailsToken(secret: string, workspaceId: string, memberId: string): string {
  return `${memberId.replaceAll('-', '')}.${signatureOf(secret, workspaceId, memberId)}`
}

/** @returns the member's id, or undefined for a token that was not made so for this workspace */
export function readMailsToken(secret: string, workspaceId: string, token: string): string | undefined {
  const [, digits = '', signature = ''] = TOKEN.exec(token) ?? []
  const memberId = digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  const expected = Buffer.from(signatureOf(secret, workspaceId, memberId))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected) ? memberId : undefined
}

function signatureOf(secret: string, workspaceId: string, memberId: string): string {
  return createHmac('sha256', deriveKey(secret, 'member-mails'))
    .update(`${workspaceId} ${memberId}`)
    .digest('base64url')
}
