import type { Db } from '#app/db/database.server'

/** Whether a workspace lets its figures into pools over workspaces; waves that open from then on say so to their people. */
export async function sharesBenchmarks(db: Db, workspaceId: string): Promise<boolean> {
  const { benchmarksSince } = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { benchmarksSince: true },
  })
  return benchmarksSince !== null
}
