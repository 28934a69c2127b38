import { Prisma } from '#app/db/generated/client'

/** SQL: whether the assignment `a` is neither answered nor handed over; all columns of the response's index, for a planner without statistics. */
export function isUnanswered(workspaceId: string): Prisma.Sql {
  return Prisma.sql`
    NOT EXISTS (SELECT 1 FROM response r WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = a.wave_id
                  AND r.relationship_id = a.relationship_id AND r.id = a.id)
    AND NOT EXISTS (SELECT 1 FROM handover h WHERE h.workspace_id = ${workspaceId}::uuid AND h.id = a.id)`
}

/** SQL: whether something of the invitation `i` is left to answer. */
export function hasUnanswered(workspaceId: string): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM assignment a
    WHERE a.workspace_id = ${workspaceId}::uuid AND a.invitation_id = i.id AND ${isUnanswered(workspaceId)})`
}
