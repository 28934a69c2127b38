import { Prisma } from '#app/db/generated/client'

/** SQL: until when what was begun about the wave `w` can be handed in; null where it takes nothing any more. */
export const GRACE_UNTIL = Prisma.sql`CASE w.state WHEN 'open' THEN w.closes_at + make_interval(mins => w.grace_minutes)
  WHEN 'closing' THEN w.grace_until END`

/**
 * SQL: whether the assignment `a` was begun before the end of its wave `w`: a draft is there, or what became of it, handed
 * in since then and perhaps to be changed.
 * Values instead of EXISTS: of that the planner may make a hash of all drafts.
 */
export function isBegun(workspaceId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    (SELECT true FROM draft begun WHERE begun.workspace_id = ${workspaceId} AND begun.id = a.id) IS TRUE
    OR (SELECT late.submitted_at >= w.closes_at FROM response late
        WHERE late.workspace_id = ${workspaceId} AND late.wave_id = a.wave_id
          AND late.relationship_id = a.relationship_id AND late.id = a.id) IS TRUE)`
}

/**
 * SQL: whether the wave `w` takes what somebody writes about the assignment `a`: while it is open, and for some time after
 * its end from people who had begun.
 */
export function takesAnswers(workspaceId: string, now: Date): Prisma.Sql {
  return Prisma.sql`(w.state = 'open' AND w.closes_at > ${now} OR ${GRACE_UNTIL} > ${now} AND ${isBegun(Prisma.sql`${workspaceId}::uuid`)})`
}
