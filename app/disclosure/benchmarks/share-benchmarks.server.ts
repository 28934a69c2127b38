import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import type { AuditActor } from '#app/people/audit/audit-event'
import { recordEvent } from '#app/people/audit/record-event.server'

/** Since when figures of a workspace go into pools; null where they do not. */
export function readSharing(db: Db, workspaceId: string): Promise<{ benchmarksSince: Date | null }> {
  return db.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { benchmarksSince: true } })
}

/**
 * Lets figures of a workspace into pools over workspaces, or no further ones. What was told stays: nobody can take it out of
 * what others have read.
 */
export async function shareBenchmarks(
  prisma: PrismaClient,
  { workspaceId, actor }: { workspaceId: string; actor: AuditActor },
  shares: boolean,
  now: Date,
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.workspace.update({ where: { id: workspaceId }, data: { benchmarksSince: shares ? now : null } })
    const action = shares ? 'benchmarks-shared' : 'benchmarks-stopped'
    await recordEvent(tx, actor, { action, objectKind: 'workspace', objectId: workspaceId })
  })
}
