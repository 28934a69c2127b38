import ICAL from 'ical.js'
import type { CalendarWave } from './list-planned.server'

// the library does not count the space that a continued line begins with
ICAL.foldLength = 74

interface CalendarFileInput {
  name: string
  waves: readonly CalendarWave[]
  /** what a wave is called */
  titleOf: (wave: CalendarWave) => string
  /** address of the study's page */
  url: string
  now: Date
}

/**
 * The waves as an iCalendar file (RFC 5545), for any calendar program. Times are told in UTC, so every program shows its
 * own. Whatever a name holds stays a text: the library escapes it and folds the lines.
 */
export function calendarFile({ name, waves, titleOf, url, now }: CalendarFileInput): string {
  const { hostname } = new URL(url)
  const calendar = new ICAL.Component('vcalendar')
  calendar.updatePropertyWithValue('version', '2.0')
  calendar.updatePropertyWithValue('prodid', '-//Thiqa//Waves//EN')
  calendar.updatePropertyWithValue('method', 'PUBLISH')
  calendar.updatePropertyWithValue('x-wr-calname', oneLine(name))
  for (const wave of waves) {
    const event = new ICAL.Component('vevent')
    // the same wave has the same id in every file: a program that reads it again replaces it
    event.updatePropertyWithValue('uid', `${wave.id}@${hostname}`)
    event.updatePropertyWithValue('dtstamp', ICAL.Time.fromJSDate(now, true))
    event.updatePropertyWithValue('dtstart', ICAL.Time.fromJSDate(wave.opensAt, true))
    event.updatePropertyWithValue('dtend', ICAL.Time.fromJSDate(wave.closesAt, true))
    event.updatePropertyWithValue('summary', oneLine(titleOf(wave)))
    event.updatePropertyWithValue('url', url)
    calendar.addSubcomponent(event)
  }
  return `${calendar.toString()}\r\n`
}

/** Names hold no line breaks; one that came in by another way ends no line of the file. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a calendar file cannot hold
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ')
}
