import type { PrismaClient } from '#app/db/generated/client'
import type { FieldValues } from '#app/instruments/field-values'

interface SaveDraftInput {
  workspaceId: string
  invitationId: string
  assignmentId: string
  fields: FieldValues
  now: Date
}

/**
 * Keeps what was typed, exactly as typed. The statement itself checks that the questionnaire is this invitation's,
 * that the wave is open and that nothing was submitted yet: there is no moment between the check and the write.
 */
export async function saveDraft(prisma: PrismaClient, input: SaveDraftInput): Promise<{ ok: boolean }> {
  const { workspaceId, invitationId, assignmentId, fields, now } = input
  const written = await prisma.$executeRaw`
    INSERT INTO draft (workspace_id, id, fields, saved_at)
    SELECT a.workspace_id, a.id, ${JSON.stringify(fields)}::jsonb, ${now}
    FROM assignment a
    JOIN wave w ON w.workspace_id = a.workspace_id AND w.id = a.wave_id
    WHERE a.workspace_id = ${workspaceId}::uuid AND a.id = ${assignmentId}::uuid
      AND a.invitation_id = ${invitationId}::uuid AND w.state = 'open'
      AND NOT EXISTS (SELECT 1 FROM response r WHERE r.workspace_id = a.workspace_id AND r.id = a.id)
    ON CONFLICT (workspace_id, id) DO UPDATE SET fields = EXCLUDED.fields, saved_at = EXCLUDED.saved_at`
  return { ok: written > 0 }
}
