import type { Prisma, PrismaClient, Wave } from '#app/db/generated/client'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import { recordEvent, systemActor } from '#app/people/audit/record-event.server'
import { deleteLeft, deleteUnsent } from '#app/responses/delete-unsent.server'
import { takeBackPublication } from '#app/studies/take-back-publication.server'
import { computeOverWaves } from './compute-over-waves.server'
import { computeWave } from './compute-wave.server'
import { planPublication, type WaveKey } from './plan-publication.server'
import { type PublicationLease, takeLease } from './publication-lease.server'
import { publishMeasurement } from './publish-measurement.server'
import { releaseComments } from './release-comments.server'
import { makeRowStore } from './store-rows.server'

type PublishWaveResult =
  | { ok: true; responses: number; cells: number }
  /** `publishing`: another publication of this wave runs, or was cut off a few minutes ago */
  | { ok: false; reason: 'not-closed' | 'publishing' }

interface PublishWaveInput extends WaveKey {
  now: Date
  /** is called in the transaction that makes the wave a published one: what must happen exactly if it does */
  announce?: ((tx: Prisma.TransactionClient, key: WaveKey) => Promise<void>) | undefined
}

/**
 * Publishing is a moment: the closed wave's scored responses are read once, relationship by relationship; what the
 * wave's promise allows is stored, and nothing else is. May be repeated at any time: a published wave is left alone, of two
 * publications at once only one runs, and what an interrupted one left behind is taken away first.
 */
export async function publishWave(
  prisma: PrismaClient,
  { now, announce, workspaceId, waveId }: PublishWaveInput,
): Promise<PublishWaveResult> {
  const wave = await prisma.wave.findUnique({ where: { workspaceId_id: { workspaceId, id: waveId } } })
  if (!wave || !waitsForPublication(wave, now)) return { ok: false, reason: 'not-closed' }
  const lease = await takeLease(prisma, wave)
  if (!lease) return { ok: false, reason: 'publishing' }
  try {
    return await publish(prisma, { wave, lease, now, announce })
  } finally {
    await lease.end()
  }
}

async function publish(
  prisma: PrismaClient,
  { wave, lease, now, announce }: Pick<PublishWaveInput, 'now' | 'announce'> & { wave: Wave; lease: PublicationLease },
): Promise<PublishWaveResult> {
  const { workspaceId, id: waveId } = wave
  const where = { workspaceId, waveId }
  await takeBackPublication(prisma, where)
  await deleteLeft(prisma, where)
  // over all workspaces: without statistics a planner reads whole tables for each hundred relationships. The embedded database
  // never gathers any by itself, a server perhaps not since the wave began
  await acrossWorkspaces(
    () => prisma.$executeRaw`ANALYZE response (workspace_id, id, wave_id, relationship_id), invitation (workspace_id, id),
      assignment (workspace_id, id, wave_id, relationship_id), participant (workspace_id, id)`,
  )

  let responses = 0
  const plan = await planPublication(prisma, where)
  const store = makeRowStore(prisma, where)
  for await (const { cells, participation } of computeWave(prisma, plan)) {
    responses += participation.reduce((sum, { answered }) => sum + answered, 0)
    await lease.renew()
    await store.add(cells, participation)
  }
  // what comes now is computed from what has been stored
  await store.flush()
  for await (const cells of computeOverWaves(prisma, plan)) {
    await lease.renew()
    await store.add(cells)
  }
  const stored = await store.flush()
  await lease.renew()
  const storedComments = await releaseComments(prisma, plan)
  await publishMeasurement(prisma, plan)
  await lease.renew()

  const isPublished = await prisma.$transaction(
    async (tx) => {
      // first the state: a wave that was opened again and closed meanwhile has other answers, and another moment at which it
      // closed
      const published = await tx.wave.updateMany({
        where: { workspaceId, id: waveId, state: wave.state, closedAt: wave.closedAt },
        data: { state: 'published', publishedAt: now, publishingUntil: null },
      })
      if (published.count === 0) return false
      const rows = await tx.releasedRow.count({ where: { ...where, workspaceId } })
      const comments = await tx.releasedComment.count({ where: { ...where, workspaceId } })
      if (rows !== stored.rows || comments !== storedComments)
        throw new Error('another publication of this wave runs at the same time')
      await deleteUnsent(tx, where)
      const told = { objectKind: 'wave', objectId: waveId, details: { responses } } as const
      await announce?.(tx, where)
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
