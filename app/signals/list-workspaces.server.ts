import type { Db } from '#app/db/database.server'

/** Workspaces that have relationships to look at, over all workspaces: the worker's own look. */
export function listWorkspaces(db: Db): Promise<{ id: string }[]> {
  // over all workspaces
  return db.$queryRaw<{ id: string }[]>`SELECT DISTINCT workspace_id::text AS id FROM relationship`
}
