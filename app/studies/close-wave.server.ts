import type { PrismaClient } from '#app/db/generated/client'
import type { JobQueue } from '#app/jobs/queue.server'

interface CloseWaveInput {
  workspaceId: string
  studyId: string
  waveId: string
  now: Date
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
    const closed = await tx.wave.updateMany({
      where: { workspaceId, studyId, id: waveId, state: 'open' },
      data: { state: 'closing', closedAt: now },
    })
    if (closed.count === 0) return { ok: false, reason: 'not-open' }
    await queue.enqueue(tx, 'publish-wave', { workspaceId, waveId })
    return { ok: true }
  })
}
