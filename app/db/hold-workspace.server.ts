import type { Db } from './database.server'

/** Holds a workspace until the transaction ends: what must see what another one writes waits for it here. */
export async function holdWorkspace(tx: Db, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM workspace WHERE id = ${workspaceId}::uuid FOR NO KEY UPDATE`
}
