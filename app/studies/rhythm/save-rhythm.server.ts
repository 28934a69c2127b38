import type { PrismaClient } from '#app/db/generated/client'
import { findAnyTemplate } from '#app/instruments/load-template.server'
import type { StudyKey } from './find-rhythm.server'
import { applyChange, compareWithStored } from './plan-ahead.server'
import type { Rhythm } from './rhythm'

type SaveRhythmResult =
  | { ok: true }
  | { ok: false; reason: 'unknown-study' }
  | { ok: false; reason: 'unknown-instrument'; field: 'pulseInstrument' | 'onsetInstrument' }

/**
 * Lets a study's waves come by a rhythm from now on, or rest. Waves that opened stay as they are; those that are still to
 * come follow the new rhythm, in the same transaction.
 */
export function saveRhythm(
  prisma: PrismaClient,
  { workspaceId, studyId }: StudyKey,
  { rhythm, active, now }: { rhythm: Rhythm; active: boolean; now: Date },
): Promise<SaveRhythmResult> {
  return prisma.$transaction(
    async (tx) => {
      // a wave that opens at this moment comes before, or follows the new rhythm
      const locked = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM study WHERE workspace_id = ${workspaceId}::uuid AND id = ${studyId}::uuid FOR UPDATE`
      if (locked.length === 0) return { ok: false, reason: 'unknown-study' }
      for (const kind of ['pulse', 'onset'] as const) {
        const instrument = rhythm[kind]?.instrument
        if (instrument && !(await findAnyTemplate(tx, { workspaceId, ...instrument })))
          return { ok: false, reason: 'unknown-instrument', field: `${kind}Instrument` }
      }
      const settings = JSON.parse(JSON.stringify(rhythm))
      const saved = { active, settings, savedAt: now, plannedAt: now }
      await tx.studyRhythm.upsert({
        where: { workspaceId_id: { workspaceId, id: studyId } },
        create: { workspaceId, id: studyId, ...saved },
        update: saved,
      })
      if (active)
        await applyChange(
          tx,
          { workspaceId, studyId },
          await compareWithStored(tx, { workspaceId, studyId }, rhythm, now),
        )
      else await tx.plannedWave.deleteMany({ where: { workspaceId, studyId, state: 'scheduled' } })
      return { ok: true }
    },
    { timeout: 30_000, maxWait: 30_000 },
  )
}
