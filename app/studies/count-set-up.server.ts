import type { Db } from '#app/db/database.server'

/** How far the set-up of a workspace is: how many there are of each. Undefined once a wave was opened: it is done. */
export async function countSetUp(db: Db, workspaceId: string) {
  const wave = await db.wave.findFirst({ where: { workspaceId }, select: { id: true } })
  if (wave) return undefined
  const [organizations, participants, relationships, studies] = await Promise.all([
    db.organization.count({ where: { workspaceId } }),
    db.participant.count({ where: { workspaceId } }),
    db.relationship.count({ where: { workspaceId } }),
    db.study.count({ where: { workspaceId } }),
  ])
  return { organizations, participants, relationships, studies, waves: 0 }
}
