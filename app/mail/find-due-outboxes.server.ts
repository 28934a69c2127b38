import type { PrismaClient } from '#app/db/generated/client'
import { acrossWorkspaces } from '#app/db/wall/view.server'

/** Workspaces with mail to send now: over all workspaces, ids only. */
export async function findDueOutboxes(prisma: PrismaClient): Promise<string[]> {
  const rows = await acrossWorkspaces(
    () => prisma.$queryRaw<{ workspace_id: string }[]>`
    SELECT DISTINCT workspace_id FROM outbox_message WHERE state = 'queued' AND next_attempt_at <= now()`,
  )
  return rows.map((row) => row.workspace_id)
}
