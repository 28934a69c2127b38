import { ICalCalendar, ICalCalendarMethod } from 'ical-generator'
import type { CalendarWave } from './list-planned.server'

interface CalendarFileInput {
  name: string
  waves: readonly CalendarWave[]
  /** what a wave is called */
  titleOf: (wave: CalendarWave) => string
  /** address of the study's page */
  url: string
  now: Date
}

/** The waves as an iCalendar file (RFC 5545), for any calendar program. Times are told in UTC, so every program shows its own. */
export function calendarFile({ name, waves, titleOf, url, now }: CalendarFileInput): string {
  const { hostname } = new URL(url)
  const calendar = new ICalCalendar({ name, method: ICalCalendarMethod.PUBLISH, prodId: '//Thiqa//Waves//EN' })
  for (const wave of waves)
    calendar.createEvent({
      // the same wave has the same id in every file: a program that reads it again replaces it
      id: `${wave.id}@${hostname}`,
      start: wave.opensAt,
      end: wave.closesAt,
      stamp: now,
      summary: titleOf(wave),
      url,
    })
  return calendar.toString()
}
