import type { Db } from '#app/db/database.server'

/** When something is due next in the studies of a workspace: a wave to open, remind, end, settle or publish. */
export async function findNextMoment(db: Db, workspaceId: string, now: Date): Promise<Date | undefined> {
  const [found] = await db.$queryRaw<{ at: Date | null }[]>`
    SELECT min(at) AS at FROM (
      SELECT min(opens_at) AS at FROM planned_wave
        WHERE workspace_id = ${workspaceId}::uuid AND state = 'scheduled' AND opens_at > ${now}
      UNION ALL SELECT min(CASE state WHEN 'open' THEN closes_at WHEN 'closing' THEN grace_until ELSE publish_at END) FROM wave
        WHERE workspace_id = ${workspaceId}::uuid AND NOT is_trial AND state IN ('open', 'closing', 'closed')
      UNION ALL SELECT min(r.due_at) FROM wave_reminder r
        JOIN wave w ON w.workspace_id = r.workspace_id AND w.id = r.wave_id AND w.state = 'open'
        WHERE r.workspace_id = ${workspaceId}::uuid AND r.done_at IS NULL) AS moments
    WHERE at > ${now}`
  return found?.at ?? undefined
}
