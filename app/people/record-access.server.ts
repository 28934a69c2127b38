import type { Db } from '#app/db/database.server'

/** Writes down that a person looked at respondent-level data: before the data leave, so that no look goes unrecorded. */
export async function recordAccess(
  db: Db,
  access: { workspaceId: string; userId: string; action: string; objectId: string },
): Promise<void> {
  const { workspaceId, userId, action, objectId } = access
  await db.accessRecord.create({ data: { workspaceId, userId, action, objectId } })
}
