import { Temporal } from 'temporal-polyfill'
import { type Beat, lengthOf, type PlannedWave, type Rhythm, shortestWave, tailOf } from './rhythm'
import { dayAt, momentAt, nextWorkingDay } from './working-days'

interface Span {
  /** waves that open at this moment or later */
  from: Date
  /** and before this one */
  until: Date
}

const DAY = 24 * 60 * 60_000
const MINUTE = 60_000
/** Holidays may move a wave by two months, and the wave before decides about the next one. */
const LOOK_AROUND_DAYS = 100
const MONTHS = { monthly: 1, quarterly: 3, 'half-yearly': 6, yearly: 12 } as const

/**
 * The full waves and pulses of a rhythm, in order; no two of them overlap. The same rhythm gives the same waves, whatever
 * span is asked for. A pulse that meets a full wave is left out, and a wave ends early rather than into the next one.
 */
export function planWaves(rhythm: Rhythm, { from, until }: Span): PlannedWave[] {
  const full = openings(rhythm, rhythm.beat, { from, until })
  const pulses = rhythm.pulse ? openings(rhythm, rhythm.pulse.beat, { from, until }) : []
  const least = shortestWave(rhythm) + tailOf(rhythm)
  const kept = keepApart(full, least)
  const between = keepApart(pulses, least).filter(({ opensAt }) => {
    const before = kept.findLast((one) => one.opensAt <= opensAt)
    const after = kept.find((one) => one.opensAt > opensAt)
    const isFree = !before || endOf(rhythm, 'full', before.opensAt).getTime() + tailOf(rhythm) <= opensAt.getTime()
    return isFree && (!after || opensAt.getTime() + least <= after.opensAt.getTime())
  })
  const all = [
    ...kept.map((one) => ({ ...one, kind: 'full' as const })),
    ...between.map((one) => ({ ...one, kind: 'pulse' as const })),
  ].sort((a, b) => a.opensAt.getTime() - b.opensAt.getTime())
  return all
    .map((wave, place): PlannedWave => {
      const latest = (all[place + 1]?.opensAt.getTime() ?? Number.POSITIVE_INFINITY) - tailOf(rhythm)
      const end = endOf(rhythm, wave.kind, wave.opensAt).getTime()
      return { ...wave, closesAt: new Date(Math.min(end, latest)) }
    })
    .filter(({ opensAt }) => opensAt >= from && opensAt < until)
}

interface Opening {
  slot: string
  opensAt: Date
}

/** Where a beat falls, a little beyond both ends of the span, with holidays and weekends stepped over. */
function openings(rhythm: Rhythm, beat: Beat, span: Span): Opening[] {
  return beat.unit === 'minutes' ? minuteOpenings(beat.every, span) : dayOpenings(rhythm, beat, span)
}

function dayOpenings(rhythm: Rhythm, beat: Beat, { from, until }: Span): Opening[] {
  const first = Temporal.PlainDate.from(rhythm.firstOn)
  const start = dayAt(new Date(from.getTime() - LOOK_AROUND_DAYS * DAY), rhythm.timeZone)
  const end = dayAt(new Date(until.getTime() + LOOK_AROUND_DAYS * DAY + longestStep(beat)), rhythm.timeZone)
  const found: Opening[] = []
  for (let beats = beatsBefore(first, beat, start); ; beats++) {
    const nominal = first.add(stepOf(beat, beats))
    if (Temporal.PlainDate.compare(nominal, end) > 0) return found
    const day = nextWorkingDay(nominal, rhythm)
    if (day) found.push({ slot: nominal.toString(), opensAt: momentAt(day, rhythm.openingHour, rhythm.timeZone) })
  }
}

/** Counted from the first day, not from the wave before: the 31st comes back after a short month, and so does 29 February. */
function stepOf({ unit, every }: Beat, beats: number): { weeks?: number; months?: number } {
  return unit === 'weeks' ? { weeks: every * beats } : { months: (unit === 'minutes' ? 0 : MONTHS[unit]) * beats }
}

function beatsBefore(first: Temporal.PlainDate, beat: Beat, day: Temporal.PlainDate): number {
  const step = stepOf(beat, 1)
  const { weeks, months } = first.until(day, { largestUnit: step.weeks ? 'week' : 'month' })
  return Math.max(0, Math.floor((step.weeks ? weeks : months) / (step.weeks ?? step.months ?? 1)) - 1)
}

function longestStep(beat: Beat): number {
  return beat.unit === 'weeks' ? beat.every * 7 * DAY : beat.unit === 'minutes' ? 0 : MONTHS[beat.unit] * 31 * DAY
}

/** At whole multiples, so that they fall at the same moments whenever one asks. */
function minuteOpenings(every: number, { from, until }: Span): Opening[] {
  const step = every * MINUTE
  const found: Opening[] = []
  for (let at = Math.ceil(from.getTime() / step - 2) * step; at < until.getTime() + 2 * step; at += step)
    found.push({ slot: new Date(at).toISOString(), opensAt: new Date(at) })
  return found
}

/** Holidays can push two waves onto each other: the later one is left out. */
function keepApart(openings: readonly Opening[], least: number): Opening[] {
  const kept: Opening[] = []
  for (const one of openings) {
    const before = kept.at(-1)
    if (!before || one.opensAt.getTime() - before.opensAt.getTime() >= least) kept.push(one)
  }
  return kept
}

/** When a wave that opens at a moment is meant to end: at the same hour by the clock on the wall. */
export function endOf(rhythm: Rhythm, kind: PlannedWave['kind'], opensAt: Date): Date {
  const length = lengthOf(rhythm, kind)
  if (rhythm.beat.unit === 'minutes') return new Date(opensAt.getTime() + length * MINUTE)
  const opening = Temporal.Instant.fromEpochMilliseconds(opensAt.getTime()).toZonedDateTimeISO(rhythm.timeZone)
  return new Date(opening.add({ days: length }).epochMilliseconds)
}
