import { checkPeople } from './check-people.server'
import { closeWave } from './close-wave.server'
import { dueBefore } from './find-due-studies.server'
import { type OpenPlannedParts, openPlannedWave } from './open-planned-wave.server'
import { holdStudy } from './open-wave.server'
import { remindWave } from './queue-reminders.server'
import { findRhythm, type StudyKey, type StudyRhythm } from './rhythm/find-rhythm.server'
import { planAhead } from './rhythm/plan-ahead.server'
import { isRehearsal } from './rhythm/rhythm'
import { stepWave } from './step-wave.server'

export interface Advance {
  opened: number
  reminded: number
  closed: number
  /** waves whose publication was queued */
  publishing: number
}

/**
 * Does all that is due in a study: ends, settles and publishes its waves, reminds, follows the people, plans on and opens.
 * Every part is a transaction of its own that looks again at what it changes: called twice, at once, or after a crash it
 * does nothing twice.
 */
export async function advanceStudy(parts: OpenPlannedParts, key: StudyKey, now: Date): Promise<Advance> {
  const { prisma } = parts
  const { workspaceId, studyId } = key
  const done: Advance = { opened: 0, reminded: 0, closed: 0, publishing: 0 }
  const running = await prisma.wave.findMany({
    where: { workspaceId, studyId, state: { in: ['open', 'closing', 'closed'] } },
    orderBy: { openedAt: 'asc' },
  })
  for (const { id: waveId, state, ...wave } of running) {
    const at = { ...key, waveId, now }
    if (state === 'open' && wave.closesAt <= now) {
      const ended = await closeWave(parts, { ...at, isDue: true })
      if (ended.ok) done.closed++
    } else if (state === 'closing') await stepWave(parts, { ...at, step: { step: 'settle' } })
    else if (state === 'closed' && (wave.publishAt ?? now) <= now) {
      // a second job for the same wave finds nothing to do
      await parts.queue.enqueue(prisma, 'publish-wave', { workspaceId, waveId })
      done.publishing++
    } else if (state === 'open') {
      done.reminded += await remindWave(parts, at)
      if (!wave.peopleCheckedAt || wave.peopleCheckedAt <= dueBefore(now).people) await checkPeople(parts, at)
    }
  }
  done.opened = await openDue(parts, key, now)
  return done
}

function isPlanningDue({ rhythm, plannedAt }: StudyRhythm, now: Date): boolean {
  const before = dueBefore(now)
  return plannedAt <= (isRehearsal(rhythm) ? before.rehearsal : before.plan)
}

async function openDue(parts: OpenPlannedParts, key: StudyKey, now: Date): Promise<number> {
  const { prisma } = parts
  const { workspaceId, studyId } = key
  const found = await findRhythm(prisma, key)
  if (!found?.active) return 0
  if (isPlanningDue(found, now))
    await prisma.$transaction(
      async (tx) => {
        // a rhythm that is saved at this moment comes before, or plans after this
        await holdStudy(tx, key)
        const current = await findRhythm(tx, key)
        if (current?.active && isPlanningDue(current, now)) await planAhead(tx, key, current.rhythm, now)
      },
      { timeout: 30_000, maxWait: 30_000 },
    )
  const due = await prisma.plannedWave.findMany({
    where: { workspaceId, studyId, state: 'scheduled', opensAt: { lte: now } },
    orderBy: { opensAt: 'asc' },
    select: { id: true },
  })
  let opened = 0
  for (const { id } of due) if ((await openPlannedWave(parts, { ...key, plannedWaveId: id, now })).ok) opened++
  return opened
}
