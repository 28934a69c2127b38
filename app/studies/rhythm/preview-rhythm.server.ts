import type { Db } from '#app/db/database.server'
import type { PlanChange } from './compare-plans'
import type { StudyKey } from './find-rhythm.server'
import { compareWithStored, readPlan } from './plan-ahead.server'
import type { Rhythm } from './rhythm'

/** What saving a rhythm would change in the planned waves. A rhythm that rests takes them away. */
export async function previewRhythm(
  db: Db,
  key: StudyKey,
  { rhythm, active, now }: { rhythm: Rhythm; active: boolean; now: Date },
): Promise<PlanChange> {
  if (active) return compareWithStored(db, key, rhythm, now)
  const stored = await readPlan(db, key)
  return { added: [], moved: [], removed: stored.filter(({ state }) => state === 'scheduled'), unchanged: 0 }
}
