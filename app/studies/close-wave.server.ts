import type { Prisma, PrismaClient } from '#app/db/generated/client'
import type { JobQueue } from '#app/jobs/queue.server'

interface CloseWaveInput {
  workspaceId: string
  studyId: string
  waveId: string
  now: Date
}

/**
 * Ends a trial: nothing of it stays, neither answers nor links nor mails that have not left.
 * Holding the wave's row first lets submissions that are being written come before it.
 */
async function endTrial(tx: Prisma.TransactionClient, workspaceId: string, waveId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM wave WHERE workspace_id = ${workspaceId}::uuid AND id = ${waveId}::uuid FOR UPDATE`
  await tx.response.deleteMany({ where: { workspaceId, waveId } })
  await tx.invitation.deleteMany({ where: { workspaceId, waveId } })
  await tx.wave.deleteMany({ where: { workspaceId, id: waveId } })
}

/**
 * Ends answering and queues publication, in one transaction. Submissions hold the wave's row while they write, so what
 * was acknowledged before this commits is published, and nothing is acknowledged after it.
 */
export function closeWave(
  { prisma, queue }: { prisma: PrismaClient; queue: JobQueue },
  { workspaceId, studyId, waveId, now }: CloseWaveInput,
): Promise<{ ok: true } | { ok: false; reason: 'not-open' }> {
  return prisma.$transaction(async (tx) => {
    const trial = await tx.wave.count({ where: { workspaceId, studyId, id: waveId, isTrial: true } })
    if (trial > 0) {
      await endTrial(tx, workspaceId, waveId)
      return { ok: true }
    }
    const closed = await tx.wave.updateMany({
      where: { workspaceId, studyId, id: waveId, state: 'open' },
      data: { state: 'closing', closedAt: now },
    })
    if (closed.count === 0) return { ok: false, reason: 'not-open' }
    await queue.enqueue(tx, 'publish-wave', { workspaceId, waveId })
    return { ok: true }
  })
}
