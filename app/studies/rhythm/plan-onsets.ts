import { Temporal } from 'temporal-polyfill'
import { endOf } from './plan-waves'
import { isRehearsal, type PlannedWave, type Rhythm } from './rhythm'
import { dayAt, momentAt, nextWorkingDay } from './working-days'

/** A relationship that was entered late is still asked about its start, but not about one of long ago. */
const LATEST_DAYS = 90

/**
 * On which day a relationship is asked about its start: the given days after it, on a working day that has not passed.
 * @param startedOn ISO day
 * @returns undefined where it is not asked: it began before onset waves were wanted, or too long ago
 */
function onsetDay(rhythm: Rhythm, startedOn: string, now: Date): Temporal.PlainDate | undefined {
  const { onset, timeZone, openingHour } = rhythm
  if (!onset || isRehearsal(rhythm) || startedOn < onset.since) return undefined
  const wanted = Temporal.PlainDate.from(startedOn).add({ days: onset.days })
  const today = dayAt(now, timeZone)
  const isLate = Temporal.PlainDate.compare(wanted, today) < 0
  if (isLate && wanted.until(today).days > LATEST_DAYS) return undefined
  const isTodayOver = momentAt(today, openingHour, timeZone) < now
  const earliest = isTodayOver && Temporal.PlainDate.compare(wanted, today) <= 0 ? today.add({ days: 1 }) : today
  return nextWorkingDay(Temporal.PlainDate.compare(wanted, earliest) < 0 ? earliest : wanted, rhythm)
}

/** The same for a relationship that is entered in time, as an ISO day. */
export function plannedOnsetDay(rhythm: Rhythm, startedOn: string): string | undefined {
  return onsetDay(rhythm, startedOn, new Date(`${startedOn}T00:00:00Z`))?.toString()
}

/** The onset waves for relationships that have not had theirs: one for all that fall on the same day. */
export function planOnsets(rhythm: Rhythm, startDays: readonly string[], { from, until }: { from: Date; until: Date }) {
  const slots = new Set(startDays.flatMap((startedOn) => onsetDay(rhythm, startedOn, from)?.toString() ?? []))
  return [...slots]
    .sort()
    .map((slot): PlannedWave => {
      const opensAt = momentAt(Temporal.PlainDate.from(slot), rhythm.openingHour, rhythm.timeZone)
      return { kind: 'onset', slot, opensAt, closesAt: endOf(rhythm, 'onset', opensAt) }
    })
    .filter(({ opensAt }) => opensAt >= from && opensAt < until)
}
