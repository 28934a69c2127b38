import type { Db } from '#app/db/database.server'

/** How far the set-up of a workspace is: how many there are of each. */
export async function countSetUp(db: Db, workspaceId: string) {
  return {
    organizations: await db.organization.count({ where: { workspaceId } }),
    participants: await db.participant.count({ where: { workspaceId } }),
    relationships: await db.relationship.count({ where: { workspaceId } }),
    studies: await db.study.count({ where: { workspaceId } }),
    waves: await db.wave.count({ where: { workspaceId } }),
  }
}
