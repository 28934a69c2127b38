import type { Db } from '#app/db/database.server'

export interface Membership {
  workspaceId: string
  workspaceName: string
  role: string
}

/** The workspace a person acts in: of several, the one they joined first. */
export async function findMembership(db: Db, userId: string): Promise<Membership | undefined> {
  // over all workspaces: the one look that starts from a person, and finds out which workspace is theirs
  const [membership] = await db.$queryRaw<Membership[]>`
    SELECT m.workspace_id AS "workspaceId", w.name AS "workspaceName", m.role
    FROM member m JOIN workspace w ON w.id = m.workspace_id
    WHERE m.user_id = ${userId} ORDER BY m.created_at LIMIT 1`
  return membership
}
