import type { PrismaClient } from '#app/db/generated/client'
import type { WaveKey } from './plan-publication.server'
import { publishWave } from './publish-wave.server'

/**
 * Publishes the imported waves of a study up to this one that wait for it, the first one first, for each is compared with those
 * before it; as of the day on which it ended. The same publication as any other wave's, and it may be repeated as that may.
 * @returns undefined where the wave is not an imported one, else how many were published
 */
export async function publishImported(
  prisma: PrismaClient,
  { workspaceId, waveId }: WaveKey,
): Promise<number | undefined> {
  const wave = await prisma.wave.findUnique({ where: { workspaceId_id: { workspaceId, id: waveId } } })
  if (!wave?.isImported) return undefined
  const { studyId, number } = wave
  const waiting = await prisma.wave.findMany({
    where: { workspaceId, studyId, isImported: true, state: 'closed', number: { lte: number } },
    orderBy: { number: 'asc' },
    select: { id: true, closedAt: true },
  })
  let published = 0
  for (const { id, closedAt } of waiting) {
    const done = await publishWave(prisma, { workspaceId, waveId: id, now: closedAt ?? new Date() })
    // another one publishes it: it goes on with those behind
    if (!done.ok) break
    published += 1
  }
  return published
}
