import type { PrismaClient } from '#app/db/generated/client'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import type { StudyKey } from './rhythm/find-rhythm.server'

const MINUTE = 60_000
/** How often a running wave looks who joined and who left. */
const PEOPLE_MINUTES = 10
/** How often the next years are planned on: relationships that are new get their onset wave. */
const PLAN_MINUTES = 60
/** A rehearsal plans two hours ahead. */
const REHEARSAL_PLAN_MINUTES = 30

/** Moments up to which things are left alone. */
export function dueBefore(now: Date) {
  return {
    people: new Date(now.getTime() - PEOPLE_MINUTES * MINUTE),
    plan: new Date(now.getTime() - PLAN_MINUTES * MINUTE),
    rehearsal: new Date(now.getTime() - REHEARSAL_PLAN_MINUTES * MINUTE),
  }
}

/**
 * Studies in which something is due now: a wave to open, to remind, to end, to publish, or people and plans to look at. What
 * has waited longest comes first, so that nobody waits for ever where much is due; a planned wave that was looked at
 * and must wait on comes after what was not looked at.
 */
export async function findDueStudies(prisma: PrismaClient, now: Date): Promise<StudyKey[]> {
  const before = dueBefore(now)
  // over all workspaces: the worker's own look, it reads ids only
  return acrossWorkspaces(
    () => prisma.$queryRaw<StudyKey[]>`
    SELECT workspace_id AS "workspaceId", study_id AS "studyId" FROM (
      SELECT workspace_id, study_id, CASE state
          WHEN 'open' THEN least(closes_at, coalesce(people_checked_at, opened_at) + make_interval(mins => ${PEOPLE_MINUTES}::int))
          WHEN 'closing' THEN coalesce(grace_until, closed_at) ELSE coalesce(publish_at, closed_at) END AS due_at
      FROM wave
      WHERE (state = 'open' AND (closes_at <= ${now} OR people_checked_at IS NULL OR people_checked_at <= ${before.people}))
        OR (state = 'closing' AND coalesce(grace_until, closed_at) <= ${now})
        OR (state = 'closed' AND coalesce(publish_at, closed_at) <= ${now})
      UNION ALL
      SELECT w.workspace_id, w.study_id, r.due_at FROM wave_reminder r
      JOIN wave w ON w.workspace_id = r.workspace_id AND w.id = r.wave_id
      WHERE r.done_at IS NULL AND r.due_at <= ${now} AND w.state = 'open'
      UNION ALL
      SELECT p.workspace_id, p.study_id, CASE WHEN p.reason IS NULL THEN p.opens_at ELSE ${now}::timestamptz END FROM planned_wave p
      JOIN study_rhythm y ON y.workspace_id = p.workspace_id AND y.id = p.study_id
      WHERE p.state = 'scheduled' AND p.opens_at <= ${now} AND y.active
      UNION ALL
      SELECT workspace_id, id, planned_at + make_interval(mins => ${PLAN_MINUTES}::int) FROM study_rhythm
      WHERE active AND planned_at <= CASE settings->'beat'->>'unit' WHEN 'minutes' THEN ${before.rehearsal}::timestamptz ELSE ${before.plan}::timestamptz END
    ) due GROUP BY 1, 2 ORDER BY min(due_at), 1, 2 LIMIT 1000`,
  )
}

/** The next moment at which something is due in a study after this one; undefined where it waits for nobody but people. */
export async function nextDueAt(
  prisma: PrismaClient,
  { workspaceId, studyId }: StudyKey,
  now: Date,
): Promise<Date | undefined> {
  const [row] = await prisma.$queryRaw<{ at: Date | null }[]>`
    SELECT min(at) AS at FROM (
      SELECT CASE state WHEN 'open' THEN closes_at WHEN 'closing' THEN coalesce(grace_until, closed_at) ELSE coalesce(publish_at, closed_at) END AS at
      FROM wave WHERE workspace_id = ${workspaceId}::uuid AND study_id = ${studyId}::uuid AND state IN ('open', 'closing', 'closed')
      UNION ALL
      SELECT r.due_at FROM wave_reminder r
      JOIN wave w ON w.workspace_id = r.workspace_id AND w.id = r.wave_id
      WHERE r.workspace_id = ${workspaceId}::uuid AND w.study_id = ${studyId}::uuid AND r.done_at IS NULL AND w.state = 'open'
      UNION ALL
      SELECT opens_at FROM planned_wave
      WHERE workspace_id = ${workspaceId}::uuid AND study_id = ${studyId}::uuid AND state = 'scheduled'
    ) moments WHERE at > ${now}`
  return row?.at ?? undefined
}
