import type { PrismaClient } from '#app/db/generated/client'
import type { FieldValues } from '#app/instruments/field-values'
import { type AssignmentKey, lockAssignment } from './lock-assignment.server'

type SaveDraftResult = { ok: true } | { ok: false; reason: 'unknown' | 'revoked' | 'closed' | 'submitted' }

/** Keeps what was typed, exactly as typed; where nothing is typed (any more) there is no draft. */
export function saveDraft(
  prisma: PrismaClient,
  input: AssignmentKey & { fields: FieldValues },
): Promise<SaveDraftResult> {
  const { workspaceId, assignmentId: id, fields, now } = input
  return prisma.$transaction(async (tx) => {
    const locked = await lockAssignment(tx, input)
    if (!locked.ok) return locked
    if ((await tx.response.count({ where: { workspaceId, id } })) > 0) return { ok: false, reason: 'submitted' }
    if (Object.keys(fields).length === 0) await tx.draft.deleteMany({ where: { workspaceId, id } })
    else
      await tx.draft.upsert({
        where: { workspaceId_id: { workspaceId, id } },
        create: { workspaceId, id, fields, savedAt: now },
        update: { fields, savedAt: now },
      })
    return { ok: true }
  })
}
