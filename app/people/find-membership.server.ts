import type { Db } from '#app/db/database.server'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import type { Reach } from './may'

export interface Membership {
  workspaceId: string
  workspaceName: string
  memberId: string
  role: string
  reach: Reach
}

export const INVITATION_DAYS = 14

interface Row extends Omit<Membership, 'reach'> {
  seesAll: boolean
  firmId: string | null
  scope: { organizationId: string | null; relationshipId: string | null; category: string | null }[]
}

/**
 * The workspace a person acts in: of several, the one they joined first. An invitation counts as long as it may be
 * accepted, which signing in does.
 */
export async function findMembership(db: Db, userId: string, now: Date): Promise<Membership | undefined> {
  const invitedSince = new Date(now.getTime() - INVITATION_DAYS * 24 * 60 * 60 * 1000)
  // over all workspaces: the one look that starts from a person, and finds out which workspace is theirs
  const [row] = await acrossWorkspaces(
    () => db.$queryRaw<Row[]>`
    SELECT m.workspace_id AS "workspaceId", w.name AS "workspaceName", m.id AS "memberId", m.role,
      m.sees_all AS "seesAll", m.organization_id AS "firmId",
      (SELECT coalesce(json_agg(json_build_object('organizationId', s.organization_id, 'relationshipId', s.relationship_id,
        'category', s.category)), '[]') FROM member_scope s
        WHERE s.workspace_id = m.workspace_id AND s.member_id = m.id) AS scope
    FROM member m JOIN workspace w ON w.id = m.workspace_id
    WHERE m.user_id = ${userId} AND (m.joined_at IS NOT NULL OR m.invited_at > ${invitedSince})
    ORDER BY m.created_at LIMIT 1`,
  )
  if (!row) return undefined
  const { scope, seesAll, firmId, ...membership } = row
  return { ...membership, reach: { seesAll, firmId, ...readScope(scope) } }
}

/** Rows of a scope as lists of what they name. */
export function readScope(rows: Row['scope']): Pick<Reach, 'organizationIds' | 'relationshipIds' | 'categories'> {
  return {
    organizationIds: rows.flatMap(({ organizationId }) => organizationId ?? []),
    relationshipIds: rows.flatMap(({ relationshipId }) => relationshipId ?? []),
    categories: rows.flatMap(({ category }) => category ?? []),
  }
}
