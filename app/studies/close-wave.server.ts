import type { Prisma, PrismaClient } from '#app/db/generated/client'
import type { JobQueue } from '#app/jobs/queue.server'
import { stepWave } from './step-wave.server'

interface CloseWaveInput {
  workspaceId: string
  studyId: string
  waveId: string
  now: Date
  /** whether its time has come; else somebody closes it early */
  isDue?: boolean
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

/** The embedded database has one connection, and a publication may hold it for a while. */
const WAITING = { timeout: 60_000, maxWait: 30_000 } as const

/** Ends a wave: early, or because its time has come. Of a trial nothing stays; others are published from then on. */
export async function closeWave(
  parts: { prisma: PrismaClient; queue: JobQueue },
  { workspaceId, studyId, waveId, now, isDue = false }: CloseWaveInput,
): Promise<{ ok: true } | { ok: false; reason: string }> {
  const isTrial = await parts.prisma.$transaction(async (tx) => {
    const trials = await tx.wave.count({
      where: { workspaceId, studyId, id: waveId, isTrial: true, ...(isDue && { closesAt: { lte: now } }) },
    })
    if (trials > 0) await endTrial(tx, workspaceId, waveId)
    return trials > 0
  }, WAITING)
  if (isTrial) return { ok: true }
  const step = { step: isDue ? ('end' as const) : ('close' as const) }
  return stepWave(parts, { workspaceId, studyId, waveId, step, now })
}
