import { Prisma } from '#app/db/generated/client'

/**
 * SQL: whether the wave `w` takes what somebody writes about the assignment `a`: while it is open, and for some time after
 * its end from people who had begun.
 */
export function takesAnswers(workspaceId: string, now: Date): Prisma.Sql {
  return Prisma.sql`(w.state = 'open' AND w.closes_at > ${now} OR w.state IN ('open', 'closing')
    AND coalesce(w.grace_until, w.closes_at + make_interval(mins => w.grace_minutes)) > ${now}
    AND EXISTS (SELECT 1 FROM draft begun WHERE begun.workspace_id = ${workspaceId}::uuid AND begun.id = a.id))`
}
