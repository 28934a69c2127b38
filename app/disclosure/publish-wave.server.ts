import type { Prisma, PrismaClient, Wave } from '#app/db/generated/client'
import { recordEvent, systemActor } from '#app/people/audit/record-event.server'
import { deleteUnsent } from '#app/responses/delete-unsent.server'
import { computeOverWaves } from './compute-over-waves.server'
import { computeWave } from './compute-wave.server'
import { planPublication, type WaveKey } from './plan-publication.server'
import { publishMeasurement } from './publish-measurement.server'
import { releaseComments } from './release-comments.server'
import { makeRowStore } from './store-rows.server'

type PublishWaveResult = { ok: true; responses: number; cells: number } | { ok: false; reason: 'not-closed' }

interface PublishWaveInput extends WaveKey {
  now: Date
  /** is called in the transaction that makes the wave a published one: what must happen exactly if it does */
  announce?: (tx: Prisma.TransactionClient, key: WaveKey) => Promise<void>
}

/**
 * Publishing is a moment: the closed wave's scored responses are read once, relationship by relationship; what the
 * wave's promise allows is stored, and nothing else is. May be repeated at any time: a published wave is left alone, and
 * what an interrupted publication left behind is taken away first.
 */
export async function publishWave(
  prisma: PrismaClient,
  { now, announce, workspaceId, waveId }: PublishWaveInput,
): Promise<PublishWaveResult> {
  const key = { workspaceId, waveId }
  const where = { workspaceId, waveId }
  const wave = await prisma.wave.findUnique({ where: { workspaceId_id: { workspaceId, id: waveId } } })
  if (!wave || !waitsForPublication(wave, now)) return { ok: false, reason: 'not-closed' }
  await prisma.releasedRow.deleteMany({ where: { ...where, workspaceId } })
  await prisma.releasedComment.deleteMany({ where: { ...where, workspaceId } })
  await prisma.participation.deleteMany({ where: { ...where, workspaceId } })

  let responses = 0
  const plan = await planPublication(prisma, key)
  const store = makeRowStore(prisma, key)
  for await (const { cells, participation } of computeWave(prisma, plan)) {
    responses += participation.reduce((sum, { answered }) => sum + answered, 0)
    await store.add(cells, participation)
  }
  // what comes now is computed from what has been stored
  await store.flush()
  for await (const cells of computeOverWaves(prisma, plan)) await store.add(cells)
  const stored = await store.flush()
  const storedComments = await releaseComments(prisma, plan)
  await publishMeasurement(prisma, plan)

  const isPublished = await prisma.$transaction(
    async (tx) => {
      // first the state: of two publications at once the second waits here and finds the wave published. A wave that was
      // opened again and closed meanwhile has other answers, and another moment at which it closed
      const published = await tx.wave.updateMany({
        where: { workspaceId, id: waveId, state: wave.state, closedAt: wave.closedAt },
        data: { state: 'published', publishedAt: now },
      })
      if (published.count === 0) return false
      const rows = await tx.releasedRow.count({ where: { ...where, workspaceId } })
      const comments = await tx.releasedComment.count({ where: { ...where, workspaceId } })
      if (rows !== stored.rows || comments !== storedComments)
        throw new Error('another publication of this wave runs at the same time')
      await deleteUnsent(tx, where)
      const told = { objectKind: 'wave', objectId: waveId, details: { responses } } as const
      await announce?.(tx, key)
      await recordEvent(tx, systemActor(workspaceId), { action: 'wave-published', ...told })
      return true
    },
    { timeout: 300_000, maxWait: 60_000 },
  )
  if (!isPublished) return { ok: false, reason: 'not-closed' }
  return { ok: true, responses, cells: stored.cells }
}

/** `closing` without an end of its own stood for both before waves waited for what was begun. */
function waitsForPublication({ state, graceUntil, publishAt }: Wave, now: Date): boolean {
  return (state === 'closed' || (state === 'closing' && !graceUntil)) && (publishAt ?? now) <= now
}
