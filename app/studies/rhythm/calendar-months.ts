import { Temporal } from 'temporal-polyfill'
import type { WaveKind } from './rhythm'
import { dayAt } from './working-days'

export interface CalendarSpan {
  kind: WaveKind
  state: string
  opensAt: Date
  closesAt: Date
}

export interface CalendarDay {
  day: number
  /** of the wave that is open on this day; a full one before others */
  kind: WaveKind | undefined
  isFirst: boolean
}

export interface CalendarMonth {
  /** its first day, as midnight UTC */
  first: Date
  /** empty places before the first day */
  before: number
  days: CalendarDay[]
}

const RANK: Record<WaveKind, number> = { full: 0, onset: 1, pulse: 2 }

/**
 * Months with the days on which waves are open. Waves that were skipped or missed are left out.
 * @param firstWeekday 1 Monday … 7 Sunday
 */
export function calendarMonths(
  waves: readonly CalendarSpan[],
  { from, months, timeZone, firstWeekday }: { from: Date; months: number; timeZone: string; firstWeekday: number },
): CalendarMonth[] {
  const spans = waves
    .filter(({ state }) => state !== 'skipped' && state !== 'missed')
    .map(({ kind, opensAt, closesAt }) => ({
      kind,
      first: dayAt(opensAt, timeZone).toString(),
      last: dayAt(closesAt, timeZone).toString(),
    }))
    .sort((a, b) => RANK[a.kind] - RANK[b.kind])
  const start = dayAt(from, timeZone).with({ day: 1 })
  return Array.from({ length: months }, (_, place) => {
    const first = start.add({ months: place })
    return {
      first: new Date(`${first}T00:00:00Z`),
      before: (first.dayOfWeek - firstWeekday + 7) % 7,
      days: Array.from({ length: first.daysInMonth }, (_day, number) => dayOf(first.add({ days: number }), spans)),
    }
  })
}

function dayOf(
  date: Temporal.PlainDate,
  spans: readonly { kind: WaveKind; first: string; last: string }[],
): CalendarDay {
  const day = date.toString()
  const span = spans.find(({ first, last }) => first <= day && day <= last)
  return { day: date.day, kind: span?.kind, isFirst: span?.first === day }
}

/** Seven days from a weekday on, as midnights UTC: for their names. */
export function weekdays(firstWeekday: number): Date[] {
  const monday = Temporal.PlainDate.from('2024-01-01')
  return Array.from(
    { length: 7 },
    (_, place) => new Date(`${monday.add({ days: firstWeekday - 1 + place })}T00:00:00Z`),
  )
}
