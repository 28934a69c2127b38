import type { Prisma } from '#app/db/generated/client'

export interface AssignmentKey {
  workspaceId: string
  invitationId: string
  assignmentId: string
  now: Date
}

interface LockedAssignment {
  waveId: string
  relationshipId: string
  side: string
  function: string
}

export type LockAssignmentResult =
  | { ok: true; assignment: LockedAssignment }
  | { ok: false; reason: 'unknown' | 'revoked' | 'closed' }

interface LockedRow extends LockedAssignment {
  state: string
  closesAt: Date
  revokedAt: Date | null
}

/**
 * Everything that writes for a respondent starts here. Until the transaction ends it holds the assignment (so that a
 * draft saved late cannot slip in beside a submission) and shares the wave's row (so that a wave which is being closed
 * either counts what is written here or refuses it). Assignments of other invitations are unknown.
 */
export async function lockAssignment(tx: Prisma.TransactionClient, key: AssignmentKey): Promise<LockAssignmentResult> {
  const [found] = await tx.$queryRaw<LockedRow[]>`
    SELECT a.wave_id AS "waveId", a.relationship_id AS "relationshipId", a.side, p."function",
           w.state, w.closes_at AS "closesAt", i.revoked_at AS "revokedAt"
    FROM assignment a
    JOIN wave w ON w.workspace_id = a.workspace_id AND w.id = a.wave_id
    JOIN invitation i ON i.workspace_id = a.workspace_id AND i.id = a.invitation_id
    JOIN participant p ON p.workspace_id = i.workspace_id AND p.id = i.participant_id
    WHERE a.workspace_id = ${key.workspaceId}::uuid AND a.id = ${key.assignmentId}::uuid
      AND a.invitation_id = ${key.invitationId}::uuid
    FOR NO KEY UPDATE OF a FOR SHARE OF w`
  if (!found) return { ok: false, reason: 'unknown' }
  const { state, closesAt, revokedAt, ...assignment } = found
  if (revokedAt) return { ok: false, reason: 'revoked' }
  if (state !== 'open' || closesAt <= key.now) return { ok: false, reason: 'closed' }
  return { ok: true, assignment }
}
