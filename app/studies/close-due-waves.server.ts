import type { PrismaClient } from '#app/db/generated/client'
import type { JobQueue } from '#app/jobs/queue.server'
import { closeWave } from './close-wave.server'

/**
 * Keeps every workspace's waves moving whatever crashed: closes those whose date has passed, and queues publication
 * again for those that wait for it (a second job for the same wave finds nothing to do).
 * @returns how many waves it closed
 */
export async function closeDueWaves(parts: { prisma: PrismaClient; queue: JobQueue }, now: Date): Promise<number> {
  // over all workspaces: the worker's own look, it reads ids only
  const waiting = await parts.prisma.$queryRaw<{ workspace_id: string; study_id: string; id: string; state: string }[]>`
    SELECT workspace_id, study_id, id, state FROM wave
    WHERE state = 'closing' OR (state = 'open' AND closes_at <= ${now})
    ORDER BY workspace_id LIMIT 1000`
  let closed = 0
  for (const wave of waiting) {
    const ids = { workspaceId: wave.workspace_id, waveId: wave.id }
    if (wave.state === 'closing') await parts.queue.enqueue(parts.prisma, 'publish-wave', ids)
    else if ((await closeWave(parts, { ...ids, studyId: wave.study_id, now })).ok) closed++
  }
  return closed
}
