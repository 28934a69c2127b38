import type { Db } from '#app/db/database.server'
import type { AuditActor, AuditEvent } from './audit-event'

/**
 * Adds to the log of a workspace. Looks and files: before anything leaves, so that nothing goes unrecorded. Changes: in
 * their transaction where there is one at hand, as its last statement (the log of a workspace has one writer at a time).
 */
export async function recordEvent(db: Db, actor: AuditActor, event: AuditEvent): Promise<void> {
  const { workspaceId, kind: actorKind, id: actorId, keyId, address } = actor
  const { action, objectKind, objectId, details = {} } = event
  await db.auditEntry.create({
    data: {
      ...{ workspaceId, actorKind, actorId, address: address.slice(0, 60), action, objectKind, objectId },
      details: JSON.stringify({ ...details, ...(keyId && { key: keyId }) }),
    },
  })
}

/** What the installation does by itself. */
export function systemActor(workspaceId: string): AuditActor {
  return { workspaceId, kind: 'system', id: '', address: '' }
}
