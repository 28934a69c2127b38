import type { Db } from '#app/db/database.server'
import type { Audience } from '#app/studies/promise'
import { findStudyZone } from '#app/studies/rhythm/find-rhythm.server'
import type { WaveState } from '#app/studies/wave-life'

/** A wave with its study, as the pages of the control room start with it. @returns undefined for what is not the workspace's */
export async function findWave(db: Db, workspaceId: string, studyId: string, waveId: string) {
  const found = await db.wave.findFirst({
    where: { workspaceId, studyId, id: waveId },
    include: { study: { select: { id: true, name: true } } },
  })
  if (!found) return undefined
  const { id, number, kind, isTrial, openedAt, closesAt, study, minimumGroupSize } = found
  const state = found.state as WaveState
  return {
    study,
    timeZone: await findStudyZone(db, { workspaceId, studyId }),
    wave: {
      id,
      number,
      kind,
      isTrial,
      openedAt,
      closesAt,
      minimumGroupSize,
      state,
      audience: found.audience as Audience,
    },
  }
}

/** When the next reminder of the rhythm is due, if there is one. */
export async function findNextReminder(
  db: Db,
  { workspaceId, waveId }: { workspaceId: string; waveId: string },
): Promise<Date | undefined> {
  const next = await db.waveReminder.findFirst({
    where: { workspaceId, waveId, doneAt: null },
    orderBy: { dueAt: 'asc' },
    select: { dueAt: true },
  })
  return next?.dueAt
}
