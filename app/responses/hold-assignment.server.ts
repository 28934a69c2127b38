import { Prisma } from '#app/db/generated/client'
import type { FoundAssignment } from './found-assignment'
import type { Saves } from './saves'
import { takesAnswers } from './takes-answers.server'

export interface HeldAssignment {
  /** counts the saves; 0 where nothing was saved yet */
  revision: number
  saves: Saves
}

interface HoldAssignmentInput {
  assignment: FoundAssignment
  now: Date
  /** whether the wave cannot be closed meanwhile: for whatever changes which responses count */
  holdsWave: boolean
}

/**
 * Holds an assignment until the end of the transaction: a submission at the same moment comes before all of this, or
 * after.
 * @returns what was saved so far; undefined where its wave is not open any more
 */
export async function holdAssignment(
  tx: Prisma.TransactionClient,
  { assignment, now, holdsWave }: HoldAssignmentInput,
): Promise<HeldAssignment | undefined> {
  const { workspaceId, id, invitationId } = assignment
  const [held] = await tx.$queryRaw<HeldAssignment[]>`
    SELECT a.revision, a.saves FROM assignment a
    JOIN wave w ON w.workspace_id = a.workspace_id AND w.id = a.wave_id
    WHERE a.workspace_id = ${workspaceId}::uuid AND a.id = ${id}::uuid AND a.invitation_id = ${invitationId}::uuid
      AND ${takesAnswers(workspaceId, now)}
    FOR NO KEY UPDATE OF a ${holdsWave ? Prisma.sql`FOR SHARE OF w` : Prisma.empty}`
  return held
}

/** Counts one more save, while the assignment is held. */
export async function recordSaves(
  tx: Prisma.TransactionClient,
  { workspaceId, id }: FoundAssignment,
  { revision, saves }: HeldAssignment,
): Promise<void> {
  await tx.assignment.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { revision, saves: saves as unknown as Prisma.InputJsonObject },
    select: { id: true },
  })
}
