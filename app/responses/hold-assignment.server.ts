import { Prisma } from '#app/db/generated/client'
import type { FoundAssignment } from './find-assignment.server'

interface HoldAssignmentInput {
  assignment: FoundAssignment
  now: Date
  /** whether the wave cannot be closed meanwhile: for whatever changes which responses count */
  holdsWave: boolean
}

/**
 * Holds an assignment until the end of the transaction: a submission at the same moment comes before all of this, or
 * after.
 * @returns whether its wave is still open
 */
export async function holdAssignment(
  tx: Prisma.TransactionClient,
  { assignment, now, holdsWave }: HoldAssignmentInput,
): Promise<boolean> {
  const { workspaceId, id, invitationId } = assignment
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM assignment a
    JOIN wave w ON w.workspace_id = a.workspace_id AND w.id = a.wave_id
    WHERE a.workspace_id = ${workspaceId}::uuid AND a.id = ${id}::uuid AND a.invitation_id = ${invitationId}::uuid
      AND w.state = 'open' AND w.closes_at > ${now}
    FOR NO KEY UPDATE OF a ${holdsWave ? Prisma.sql`FOR SHARE OF w` : Prisma.empty}`
  return held.length > 0
}
