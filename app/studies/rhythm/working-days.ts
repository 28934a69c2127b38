import { Temporal } from 'temporal-polyfill'

export interface WorkingCalendar {
  /** 1 Monday … 7 Sunday */
  workingDays: readonly number[]
  /** `2026-12-25`, `12-25` for every year, or `2026-12-24..2027-01-02` with both ends */
  holidays: readonly string[]
}

/** Nobody's holidays are longer; what finds no working day within them is left out. */
const LONGEST_SEARCH_DAYS = 60

export function isWorkingDay(date: Temporal.PlainDate, { workingDays, holidays }: WorkingCalendar): boolean {
  return workingDays.includes(date.dayOfWeek) && !holidays.some((holiday) => includesDay(holiday, date))
}

function includesDay(holiday: string, date: Temporal.PlainDate): boolean {
  const day = date.toString()
  const [from = '', to = from] = holiday.split('..')
  // ISO days sort like text; a day without a year comes back every year, 02-29 in leap years only
  return from.length === 5 ? day.endsWith(`-${from}`) : from <= day && day <= to
}

/** The day itself or the first working day after it; undefined where there is none within two months. */
export function nextWorkingDay(date: Temporal.PlainDate, calendar: WorkingCalendar): Temporal.PlainDate | undefined {
  for (let days = 0; days <= LONGEST_SEARCH_DAYS; days++) {
    const candidate = date.add({ days })
    if (isWorkingDay(candidate, calendar)) return candidate
  }
  return undefined
}

/**
 * A full hour of a day as the clock on the wall shows it. An hour that summer time skips becomes the next one; of an hour
 * that it repeats, the first counts.
 */
export function momentAt(date: Temporal.PlainDate, hour: number, timeZone: string): Date {
  return new Date(date.toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds)
}

/** The day that a clock in the zone shows at a moment. */
export function dayAt(moment: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
}

/** The same time by the clock on the wall as that of a moment, on another day (ISO). */
export function sameClockOn(day: string, moment: Date, timeZone: string): Date {
  const plainTime = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).toPlainTime()
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds)
}
