import { afterQuietHours } from './after-quiet-hours'
import { isRehearsal, type Rhythm } from './rhythm'

/**
 * When a mail that is due now may leave for somebody in a zone.
 * @param rhythm undefined for a study without one: it knows no quiet hours
 * @param timeZone of the person; empty for that of the study
 */
export function mailMoment(rhythm: Rhythm | undefined, timeZone: string, now: Date): Date {
  if (!rhythm || isRehearsal(rhythm)) return now
  return afterQuietHours(now, rhythm, timeZone || rhythm.timeZone)
}
