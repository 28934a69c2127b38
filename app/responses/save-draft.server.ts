import type { PrismaClient } from '#app/db/generated/client'
import type { FieldValues } from '#app/instruments/field-values'
import type { FoundAssignment } from './find-assignment.server'

interface SaveDraftInput {
  assignment: FoundAssignment
  /** exactly as typed */
  fields: FieldValues
  now: Date
}

type SaveDraftResult = { ok: true } | { ok: false; reason: 'closed' | 'submitted' }

/** Keeps what was typed; where nothing is typed (any more) there is no draft. */
export function saveDraft(prisma: PrismaClient, { assignment, fields, now }: SaveDraftInput): Promise<SaveDraftResult> {
  const { workspaceId, id, invitationId, waveId, relationshipId } = assignment
  return prisma.$transaction(async (tx) => {
    // holds the assignment until the end: a submission at the same moment comes before all of this, or after
    const held = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM assignment a
      JOIN wave w ON w.workspace_id = a.workspace_id AND w.id = a.wave_id
      WHERE a.workspace_id = ${workspaceId}::uuid AND a.id = ${id}::uuid AND a.invitation_id = ${invitationId}::uuid
        AND w.state = 'open' AND w.closes_at > ${now}
      FOR NO KEY UPDATE OF a`
    if (held.length === 0) return { ok: false, reason: 'closed' }
    const submitted = await tx.response.count({ where: { workspaceId, waveId, relationshipId, id } })
    if (submitted > 0) return { ok: false, reason: 'submitted' }
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
