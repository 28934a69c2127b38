import type { Prisma, PrismaClient, Wave } from '#app/db/generated/client'
import type { JobQueue } from '#app/jobs/queue.server'
import { queueWebhooks } from '#app/webhooks/queue-webhooks.server'
import type { WaveEvent } from '#app/webhooks/webhook-events'
import { recordWave } from './record-wave.server'
import { findRhythm } from './rhythm/find-rhythm.server'
import { takeBackPublication } from './take-back-publication.server'
import { type StepRefusal, takeStep, type WaveLife, type WaveState, type WaveStep } from './wave-life'
import { parkMails, releaseMails } from './wave-mails.server'

export interface StepWaveInput {
  workspaceId: string
  studyId: string
  waveId: string
  step: WaveStep
  now: Date
}

type StepWaveResult = { ok: true } | { ok: false; reason: StepRefusal | 'unknown-wave' }

function lifeOf(wave: Wave): WaveLife {
  return { ...wave, state: wave.state as WaveState }
}

/**
 * Takes one step of a wave's life, in one transaction that holds the wave's row: of two at once the second sees what the
 * first one did. Submissions share the row while they write, so what was acknowledged before a wave closes counts.
 */
export function stepWave(
  { prisma, queue }: { prisma: PrismaClient; queue: JobQueue },
  { workspaceId, studyId, waveId, step, now }: StepWaveInput,
): Promise<StepWaveResult> {
  return prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM wave WHERE workspace_id = ${workspaceId}::uuid AND id = ${waveId}::uuid FOR UPDATE`
      const wave = await tx.wave.findFirst({ where: { workspaceId, studyId, id: waveId } })
      if (!wave) return { ok: false, reason: 'unknown-wave' }
      const taken = takeStep(lifeOf(wave), step, now)
      if (!taken.ok) return taken
      const { state, closesAt, closedAt, pausedAt, graceUntil, publishAt } = taken.life
      await tx.wave.update({
        where: { workspaceId_id: { workspaceId, id: waveId } },
        data: { state, closesAt, closedAt, pausedAt, graceUntil, publishAt },
      })
      await follow(tx, queue, { before: wave, life: taken.life, now })
      if (step.step === 'end') await recordWave(tx, 'wave-closed', { workspaceId, studyId, waveId })
      return { ok: true }
    },
    { timeout: 60_000, maxWait: 30_000 },
  )
}

/** What a step brings with it for mails, reminders and publication. */
async function follow(
  tx: Prisma.TransactionClient,
  queue: JobQueue,
  { before, life, now }: { before: Wave; life: WaveLife; now: Date },
): Promise<void> {
  const { workspaceId, studyId, id: waveId } = before
  const key = { workspaceId, waveId }
  if (life.state === 'paused' && before.state !== 'paused') await parkMails(tx, key)
  if (life.state === 'open' && before.state !== 'open') {
    const rhythm = (await findRhythm(tx, { workspaceId, studyId }))?.rhythm
    await releaseMails(tx, queue, { ...key, rhythm, now })
  }
  // time stood still for reminders too
  if (before.state === 'paused' && life.state === 'open' && before.pausedAt)
    await tx.$executeRaw`
      UPDATE wave_reminder SET due_at = due_at + (${now}::timestamptz - ${before.pausedAt}::timestamptz)
      WHERE workspace_id = ${workspaceId}::uuid AND wave_id = ${waveId}::uuid AND done_at IS NULL`
  // what an interrupted publication left behind tells nothing of a wave that is open again
  if (life.state === 'open' && before.closedAt) await takeBackPublication(tx, key)
  const event = eventOf(before.state, life.state)
  if (event) await queueWebhooks(tx, queue, { ...key, event, now })
  if (life.state === 'closed' && (life.publishAt ?? now) <= now) await queue.enqueue(tx, 'publish-wave', key)
}

/** What other programs hear of: that answering ended, and that it goes on after it had ended. A pause is no end. */
function eventOf(before: string, after: WaveState): WaveEvent | undefined {
  const wasAnswering = before === 'open' || before === 'paused'
  if (after === 'open') return wasAnswering ? undefined : 'wave.opened'
  return wasAnswering && after !== 'paused' ? 'wave.closed' : undefined
}
