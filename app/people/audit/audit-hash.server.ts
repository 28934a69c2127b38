import { createHash } from 'node:crypto'
import type { AuditEntry } from '#app/db/generated/client'

/**
 * The hash that an entry of the log must have: SHA-256 of the hash before it and of all fields, each with its length in
 * bytes. Said here once more than in the database, so that whoever changes rows and triggers there is found out here.
 */
export function auditHash(entry: Omit<AuditEntry, 'hash' | 'id'>): Buffer {
  const fields = [
    entry.workspaceId,
    String(entry.number),
    String(entry.at.getTime()),
    entry.actorKind,
    entry.actorId,
    entry.action,
    entry.objectKind,
    entry.objectId,
    entry.address,
    entry.details,
  ]
  const text = fields.map((field) => `${Buffer.byteLength(field)}:${field}`).join(',')
  return createHash('sha256').update(entry.previousHash).update(text).digest()
}
