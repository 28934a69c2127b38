import type { Db } from '#app/db/database.server'

/** How far the set-up of a workspace is: how many there are of each. */
export async function countSetUp(db: Db, workspaceId: string) {
  const [organizations, participants, relationships, studies, waves] = await Promise.all([
    db.organization.count({ where: { workspaceId } }),
    db.participant.count({ where: { workspaceId } }),
    db.relationship.count({ where: { workspaceId } }),
    db.study.count({ where: { workspaceId } }),
    db.wave.count({ where: { workspaceId } }),
  ])
  return { organizations, participants, relationships, studies, waves }
}
