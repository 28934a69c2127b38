import type { Db } from '#app/db/database.server'
import { isUnanswered } from '#app/studies/is-unanswered.server'

/**
 * People who left while a wave ran are not counted among those whom it asked, where they answered nothing. For waves that are
 * published now: until then whoever left by mistake finds everything as it was. A proposal of a colleague stays.
 */
export async function deleteLeft(
  db: Db,
  { workspaceId, waveId }: { workspaceId: string; waveId: string },
): Promise<void> {
  // in SQL: in a deletion `response: null` becomes NOT IN, which reads all responses once for each assignment
  await db.$executeRaw`
    DELETE FROM assignment a USING invitation i
    WHERE a.workspace_id = ${workspaceId}::uuid AND a.wave_id = ${waveId}::uuid
      AND i.workspace_id = a.workspace_id AND i.id = a.invitation_id AND i.revoked_at IS NOT NULL
      AND ${isUnanswered(workspaceId)}`
}

/**
 * What was typed and never submitted ends with its wave: nobody can submit it any more, and nobody else may read it. With
 * it goes what told a person's windows apart: which pages were saved, and when. For waves that are closed already: a save
 * that began before has its assignment in hand until its end, and is waited for.
 * @returns how many drafts were deleted
 */
export async function deleteUnsent(
  tx: Db,
  { workspaceId, waveId }: { workspaceId: string; waveId: string },
): Promise<number> {
  await tx.$executeRaw`
    SELECT 1 FROM assignment WHERE workspace_id = ${workspaceId}::uuid AND wave_id = ${waveId}::uuid FOR UPDATE`
  const deleted = await tx.$executeRaw`
    DELETE FROM draft d USING assignment a
    WHERE d.workspace_id = ${workspaceId}::uuid
      AND a.workspace_id = d.workspace_id AND a.id = d.id AND a.wave_id = ${waveId}::uuid`
  await tx.assignment.updateMany({
    where: { workspaceId, waveId, revision: { gt: 0 } },
    data: { revision: 0, saves: {} },
  })
  return deleted
}
