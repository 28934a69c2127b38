import type { PrismaClient } from '#app/db/generated/client'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import { recordEvent, systemActor } from '#app/people/audit/record-event.server'

/** Deletions in one statement: enough for any day, and short enough not to stand in anybody's way. */
const AT_ONCE = 5000

/**
 * Keeps the promise of how long single answers are kept: those of waves whose time is over are deleted. What was published
 * stays. May be called at any time; what one call leaves, the next one takes.
 * @returns how many responses were deleted
 */
export function deleteExpiredResponses(prisma: PrismaClient, now: Date): Promise<number> {
  // over all workspaces: the worker's own look; months are calendar months
  return acrossWorkspaces(() =>
    prisma.$transaction(async (tx) => {
      const deleted = await tx.$queryRaw<{ workspaceId: string; waveId: string; responses: number }[]>`
      WITH gone AS (
        DELETE FROM response
        WHERE (workspace_id, id) IN (
          SELECT r.workspace_id, r.id FROM response r
          JOIN wave w ON w.workspace_id = r.workspace_id AND w.id = r.wave_id
          WHERE w.state = 'published' AND w.published_at + make_interval(months => w.retention_months) < ${now}
          LIMIT ${AT_ONCE})
        RETURNING workspace_id, wave_id)
      SELECT workspace_id AS "workspaceId", wave_id AS "waveId", count(*)::int AS responses
      FROM gone GROUP BY 1, 2 ORDER BY 1, 2`
      for (const { workspaceId, waveId, responses } of deleted) {
        const event = { action: 'answers-deleted', objectKind: 'wave', objectId: waveId } as const
        await recordEvent(tx, systemActor(workspaceId), { ...event, details: { responses } })
      }
      return deleted.reduce((sum, { responses }) => sum + responses, 0)
    }),
  )
}
