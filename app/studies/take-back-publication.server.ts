import type { Db } from '#app/db/database.server'

/** Takes away what an interrupted publication of a wave has left behind; of a published one the database gives nothing back. */
export async function takeBackPublication(
  db: Db,
  { workspaceId, waveId }: { workspaceId: string; waveId: string },
): Promise<void> {
  await db.releasedRow.deleteMany({ where: { workspaceId, waveId } })
  await db.releasedComment.deleteMany({ where: { workspaceId, waveId } })
  await db.participation.deleteMany({ where: { workspaceId, waveId } })
  await db.measurement.deleteMany({ where: { workspaceId, waveId } })
}
