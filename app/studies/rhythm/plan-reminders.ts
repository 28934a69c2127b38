import { isRehearsal, type Rhythm } from './rhythm'
import { dayAt, momentAt, nextWorkingDay } from './working-days'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * When those who have not answered are reminded: at the opening hour of working days, each once, and not in the last
 * hours of the wave (in a rehearsal: the last half minute).
 */
export function planReminders(rhythm: Rhythm, { opensAt, closesAt }: { opensAt: Date; closesAt: Date }): Date[] {
  const { timeZone, openingHour, reminders } = rhythm
  const moments = isRehearsal(rhythm)
    ? reminders.map((minutes) => opensAt.getTime() + minutes * MINUTE)
    : reminders.flatMap((days) => {
        const day = nextWorkingDay(dayAt(opensAt, timeZone).add({ days }), rhythm)
        return day ? [momentAt(day, openingHour, timeZone).getTime()] : []
      })
  const latest = closesAt.getTime() - (isRehearsal(rhythm) ? MINUTE / 2 : 6 * HOUR)
  return [...new Set(moments)]
    .filter((moment) => moment > opensAt.getTime() && moment <= latest)
    .sort((a, b) => a - b)
    .map((moment) => new Date(moment))
}
