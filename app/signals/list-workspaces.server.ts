import type { Db } from '#app/db/database.server'
import { acrossWorkspaces } from '#app/db/wall/view.server'

/** Workspaces that have relationships to look at, over all workspaces: the worker's own look. */
export function listWorkspaces(db: Db): Promise<{ id: string }[]> {
  // over all workspaces
  return acrossWorkspaces(
    () => db.$queryRaw<{ id: string }[]>`SELECT DISTINCT workspace_id::text AS id FROM relationship`,
  )
}
