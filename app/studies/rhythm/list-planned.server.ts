import type { Db } from '#app/db/database.server'
import type { StudyKey } from './find-rhythm.server'
import type { WaveKind } from './rhythm'

/** A wave in the calendar: still planned, or what became of it. */
export interface CalendarWave {
  /** of the plan; of the wave where it was opened by hand */
  id: string
  kind: WaveKind
  /** scheduled, skipped, missed, or the state of the wave that opened */
  state: string
  opensAt: Date
  closesAt: Date
  /** of a wave that opened */
  number: number | undefined
  /** why it was missed, or what it waits for */
  reason: string | undefined
}

/** For so long a calendar still shows what was missed or left out. */
const MISSED_DAYS = 90

/** The waves of a study that run and that are planned, in the order in which they open; what was missed for a while. */
export async function listCalendar(db: Db, { workspaceId, studyId }: StudyKey, from: Date): Promise<CalendarWave[]> {
  const planned = await db.plannedWave.findMany({
    where: {
      ...{ workspaceId, studyId, state: { not: 'opened' } },
      closesAt: { gte: new Date(from.getTime() - MISSED_DAYS * 24 * 3_600_000) },
    },
    orderBy: { opensAt: 'asc' },
  })
  const opened = await db.wave.findMany({
    where: { workspaceId, studyId, isTrial: false, state: { not: 'published' } },
  })
  return [
    ...opened.map(({ id, kind, state, openedAt, closesAt, closedAt, number }) => ({
      ...{ id, state, number },
      kind: kind as WaveKind,
      opensAt: openedAt,
      closesAt: closedAt ?? closesAt,
      reason: undefined,
    })),
    ...planned.map(({ id, kind, state, opensAt, closesAt, reason }) => ({
      ...{ id, state, opensAt, closesAt },
      kind: kind as WaveKind,
      number: undefined,
      reason: reason ?? undefined,
    })),
  ].sort((a, b) => a.opensAt.getTime() - b.opensAt.getTime())
}

/**
 * Leaves a planned wave out, or takes that back. One that opens at this moment is not skipped: whoever is first counts.
 * @returns whether there was such a wave to skip or to restore
 */
export async function skipPlanned(
  db: Db,
  { workspaceId, studyId }: StudyKey,
  { id, isSkipped, now }: { id: string; isSkipped: boolean; now: Date },
): Promise<boolean> {
  const changed = await db.plannedWave.updateMany({
    where: {
      ...{ workspaceId, studyId, id },
      ...(isSkipped ? { state: 'scheduled' } : { state: 'skipped', opensAt: { gt: now } }),
    },
    data: { state: isSkipped ? 'skipped' : 'scheduled' },
  })
  return changed.count > 0
}

/** When the next planned wave of a study opens. */
export async function findNextPlanned(db: Db, { workspaceId, studyId }: StudyKey): Promise<CalendarWave | undefined> {
  const next = await db.plannedWave.findFirst({
    where: { workspaceId, studyId, state: 'scheduled' },
    orderBy: { opensAt: 'asc' },
  })
  if (!next) return undefined
  const { id, kind, state, opensAt, closesAt, reason } = next
  return { ...{ id, state, opensAt, closesAt }, kind: kind as WaveKind, number: undefined, reason: reason ?? undefined }
}
