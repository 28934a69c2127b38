import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'
import { comparePlans, type PlanChange, type StoredPlan } from './compare-plans'
import type { StudyKey } from './find-rhythm.server'
import { plannedOnsetDay, planOnsets } from './plan-onsets'
import { planWaves } from './plan-waves'
import { isRehearsal, type PlannedWave, type Rhythm, tailOf, type WaveKind } from './rhythm'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const YEARS_AHEAD = 2
const REHEARSAL_MINUTES_AHEAD = 120

/** Until when waves are planned, from a moment on. */
function planHorizon(rhythm: Rhythm, now: Date): Date {
  const ahead = isRehearsal(rhythm) ? REHEARSAL_MINUTES_AHEAD * MINUTE : YEARS_AHEAD * 365.25 * DAY
  return new Date(now.getTime() + ahead)
}

/** What a rhythm would change in the stored plan if it counted from now on. Changes nothing. */
export async function compareWithStored(db: Db, key: StudyKey, rhythm: Rhythm, now: Date): Promise<PlanChange> {
  const stored = await readPlan(db, key)
  return comparePlans(stored, await wantedWaves(db, key, { rhythm, stored, now }))
}

/**
 * Plans on: adds what the rhythm wants of the next years and is not stored yet. What is planned stays as it is, except for
 * onset waves, which follow the relationships.
 */
export async function planAhead(
  tx: Prisma.TransactionClient,
  { workspaceId, studyId }: StudyKey,
  rhythm: Rhythm,
  now: Date,
): Promise<void> {
  const { added, removed, moved } = await compareWithStored(tx, { workspaceId, studyId }, rhythm, now)
  const isOnset = ({ kind }: { kind: WaveKind }) => kind === 'onset'
  await applyChange(
    tx,
    { workspaceId, studyId },
    {
      added,
      removed: removed.filter((one) => isOnset(one) && one.opensAt > now),
      moved: moved.filter(({ to }) => isOnset(to)),
    },
  )
  await tx.studyRhythm.updateMany({ where: { workspaceId, id: studyId }, data: { plannedAt: now } })
}

export async function applyChange(
  tx: Prisma.TransactionClient,
  { workspaceId, studyId }: StudyKey,
  { added, removed, moved }: Pick<PlanChange, 'added' | 'removed' | 'moved'>,
): Promise<void> {
  await tx.plannedWave.deleteMany({
    where: { workspaceId, studyId, state: 'scheduled', id: { in: removed.map(({ id }) => id) } },
  })
  for (const { stored, to } of moved)
    await tx.plannedWave.updateMany({
      where: { workspaceId, id: stored.id, state: 'scheduled' },
      data: { opensAt: to.opensAt, closesAt: to.closesAt, reason: null },
    })
  await tx.plannedWave.createMany({
    data: added.map((wave) => ({ workspaceId, studyId, ...wave })),
    skipDuplicates: true,
  })
}

/** All planned waves of a study, what became of them included. */
export async function readPlan(db: Db, { workspaceId, studyId }: StudyKey): Promise<StoredPlan[]> {
  const rows = await db.plannedWave.findMany({ where: { workspaceId, studyId }, orderBy: { opensAt: 'asc' } })
  return rows.map(({ id, kind, slot, state, opensAt, closesAt }) => ({
    ...{ id, slot, opensAt, closesAt },
    kind: kind as WaveKind,
    state: state as StoredPlan['state'],
  }))
}

interface Wanted {
  rhythm: Rhythm
  stored: readonly StoredPlan[]
  now: Date
}

async function wantedWaves(db: Db, key: StudyKey, { rhythm, stored, now }: Wanted): Promise<PlannedWave[]> {
  const until = planHorizon(rhythm, now)
  // what was skipped or missed is not made up for on the next day, and what is due is about to open
  const isTaken = ({ kind, state, opensAt }: StoredPlan) =>
    kind === 'onset' && (state === 'scheduled' ? opensAt <= now : state !== 'opened')
  const taken = stored.flatMap((one) => (isTaken(one) ? [one.slot] : [])).sort()
  const starts = (await listOnsetStarts(db, key, rhythm)).filter(({ startedOn }) => {
    const day = plannedOnsetDay(rhythm, startedOn)
    return day === undefined || (taken.at(-1) ?? '') < day
  })
  const from = await freeFrom(db, key, rhythm, now)
  return [
    ...planWaves(rhythm, { from, until }),
    ...planOnsets(
      rhythm,
      starts.map(({ startedOn }) => startedOn),
      { from: now, until },
    ),
  ]
}

/** Nothing is planned into a wave that runs. */
async function freeFrom(db: Db, { workspaceId, studyId }: StudyKey, rhythm: Rhythm, now: Date): Promise<Date> {
  const running = await db.wave.findFirst({
    where: { workspaceId, studyId, state: { in: ['open', 'paused'] }, kind: { not: 'onset' }, isTrial: false },
  })
  const free = running ? running.closesAt.getTime() + tailOf(rhythm) : 0
  return new Date(Math.max(now.getTime(), free))
}

/** Relationships of a study that are new and were not asked about their start yet, with the day on which they began. */
export async function listOnsetStarts(
  db: Db,
  { workspaceId, studyId }: StudyKey,
  { onset }: Rhythm,
): Promise<{ id: string; startedOn: string }[]> {
  if (!onset) return []
  const rows = await db.relationship.findMany({
    where: {
      workspaceId,
      startedOn: { gte: new Date(`${onset.since}T00:00:00Z`) },
      studies: { some: { workspaceId, studyId } },
      assignments: { none: { workspaceId, wave: { workspaceId, studyId, kind: 'onset' } } },
    },
    select: { id: true, startedOn: true },
  })
  return rows.flatMap(({ id, startedOn }) =>
    startedOn ? [{ id, startedOn: startedOn.toISOString().slice(0, 10) }] : [],
  )
}
