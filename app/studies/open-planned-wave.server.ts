import type { Prisma } from '#app/db/generated/client'
import { holdStudy, OPENING, type OpenWaveParts, type OpenWaveRefusal, openWaveIn } from './open-wave.server'
import { recordWave } from './record-wave.server'
import { findRhythm, type StudyKey } from './rhythm/find-rhythm.server'
import { lateEnd } from './rhythm/late-end'
import { listOnsetStarts } from './rhythm/plan-ahead.server'
import { plannedOnsetDay } from './rhythm/plan-onsets'
import { isRehearsal, type Rhythm, type WaveKind } from './rhythm/rhythm'

export interface OpenPlannedParts extends OpenWaveParts {
  /** rehearsals in minutes run only where mails are written to files */
  allowsRehearsal: boolean
}

type OpenPlannedResult =
  | { ok: true; waveId: string }
  /** it waits, or it was missed */
  | { ok: false; reason: OpenWaveRefusal | 'not-due' | 'too-late' | 'rehearsal' }

/**
 * Opens the next planned wave of a study whose time has come. The plan's row is taken in the transaction that makes the wave,
 * and the study is held: whatever crashes and however many try, its place in the rhythm opens once or not at all.
 */
export function openPlannedWave(
  { prisma, queue, secret, allowsRehearsal }: OpenPlannedParts,
  { workspaceId, studyId, plannedWaveId, now }: StudyKey & { plannedWaveId: string; now: Date },
): Promise<OpenPlannedResult> {
  return prisma.$transaction(async (tx) => {
    if (!(await holdStudy(tx, { workspaceId, studyId }))) return { ok: false, reason: 'unknown-study' }
    const found = await findRhythm(tx, { workspaceId, studyId })
    // leaving the wave out waits here, or has been first
    await tx.$queryRaw`
      SELECT 1 FROM planned_wave WHERE workspace_id = ${workspaceId}::uuid AND id = ${plannedWaveId}::uuid FOR UPDATE`
    const plan = await tx.plannedWave.findFirst({
      where: { workspaceId, studyId, id: plannedWaveId, state: 'scheduled', opensAt: { lte: now } },
    })
    if (!plan || !found?.active) return { ok: false, reason: 'not-due' }
    const { rhythm } = found
    const kind = plan.kind as WaveKind
    const next = kind === 'onset' ? null : await findNext(tx, { workspaceId, studyId, after: plan.opensAt })
    const closesAt = lateEnd(rhythm, plan, next?.opensAt, now)
    const { id } = plan
    if (!closesAt) {
      await tx.plannedWave.updateMany({
        where: { workspaceId, id },
        data: { state: 'missed', reason: plan.reason ?? 'too-late' },
      })
      return { ok: false, reason: 'too-late' }
    }
    const onlyRelationships =
      kind === 'onset' ? await relationshipsFor(tx, { workspaceId, studyId }, rhythm, plan.slot) : undefined
    const opened =
      isRehearsal(rhythm) && !allowsRehearsal
        ? ({ ok: false, reason: 'rehearsal' } as const)
        : await openWaveIn(
            tx,
            { queue, secret },
            { workspaceId, studyId, now, closesAt, plan: { id, kind, onlyRelationships } },
          )
    await tx.plannedWave.updateMany({
      where: { workspaceId, id },
      data: opened.ok ? { state: 'opened', reason: null } : { reason: opened.reason },
    })
    if (opened.ok) await recordWave(tx, 'wave-opened', { workspaceId, studyId, waveId: opened.waveId })
    return opened
  }, OPENING)
}

function findNext(tx: Prisma.TransactionClient, { workspaceId, studyId, after }: StudyKey & { after: Date }) {
  return tx.plannedWave.findFirst({
    where: { workspaceId, studyId, state: 'scheduled', kind: { not: 'onset' }, opensAt: { gt: after } },
    orderBy: { opensAt: 'asc' },
  })
}

/** New relationships whose day has come by the day that an onset wave stands for. */
async function relationshipsFor(
  tx: Prisma.TransactionClient,
  { workspaceId, studyId }: StudyKey,
  rhythm: Rhythm,
  slot: string,
): Promise<string[]> {
  const waiting = await listOnsetStarts(tx, { workspaceId, studyId }, rhythm)
  return waiting.flatMap(({ id, startedOn }) => {
    const day = plannedOnsetDay(rhythm, startedOn)
    return day !== undefined && day <= slot ? [id] : []
  })
}
