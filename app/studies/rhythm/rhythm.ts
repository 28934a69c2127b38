import { z } from 'zod'

/**
 * How often waves come. `minutes` is a rehearsal: a whole cycle while one watches, offered only where mails are written to
 * files (see README).
 */
export const BEAT_UNITS = ['weeks', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'minutes'] as const
export type BeatUnit = (typeof BEAT_UNITS)[number]

const beat = z.object({
  unit: z.enum(BEAT_UNITS),
  /** weeks or minutes between two waves; 1 for the other units */
  every: z.int().min(1).max(1440),
})
export type Beat = z.infer<typeof beat>

const instrument = z.object({ name: z.string(), version: z.int() })
const length = z.int().min(1).max(90)
const hour = z.int().min(0).max(23)

/** A day as ISO 8601 writes it: 2026-03-31. */
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/

/** What an administrator says once, as it is stored. Days and hours are those of `timeZone`. */
export const rhythmSchema = z.object({
  timeZone: z.string(),
  /** the day from which waves are counted */
  firstOn: z.string().regex(ISO_DAY),
  beat,
  openingHour: hour,
  /** on which waves open and reminders leave: 1 Monday … 7 Sunday */
  workingDays: z.array(z.int().min(1).max(7)).min(1),
  /** `2026-12-25`, `12-25` for every year, or `2026-12-24..2027-01-02` */
  holidays: z.array(z.string()).max(400),
  /** how long a wave is open: days, for the unit `minutes` minutes */
  length,
  /** days (minutes) after the opening on which those who have not answered are reminded */
  reminders: z.array(z.int().min(1).max(90)).max(10),
  /** when no mail leaves, by the clock of the person who gets it; from and to the same: any time */
  quietFrom: hour,
  quietTo: hour,
  /** hours after the end in which a questionnaire that was begun can still be handed in */
  graceHours: z.int().min(0).max(72),
  /** days between the end of answering and publication */
  publishDelayDays: z.int().min(0).max(14),
  /** short waves between the full ones */
  pulse: z.object({ beat, instrument, length }).optional(),
  /** a wave for each relationship that is new, once */
  onset: z.object({ days: z.int().min(0).max(730), instrument, length, since: z.string().regex(ISO_DAY) }).optional(),
})
export type Rhythm = z.infer<typeof rhythmSchema>

export const WAVE_KINDS = ['full', 'pulse', 'onset'] as const
export type WaveKind = (typeof WAVE_KINDS)[number]

/** A wave that a rhythm wants. `slot` names its place in the rhythm, whatever holidays do to its day: no slot opens twice. */
export interface PlannedWave {
  kind: WaveKind
  slot: string
  opensAt: Date
  closesAt: Date
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Whether the rhythm is a rehearsal in minutes. */
export function isRehearsal({ beat }: Pick<Rhythm, 'beat'>): boolean {
  return beat.unit === 'minutes'
}

/** Milliseconds between the end of a wave and the earliest moment at which another one may open: what was begun is handed in, then it is published. */
export function tailOf(rhythm: Rhythm): number {
  if (isRehearsal(rhythm)) return MINUTE
  return rhythm.graceHours * HOUR + rhythm.publishDelayDays * DAY + HOUR
}

/** The shortest wave that is worth opening, in milliseconds. */
export function shortestWave(rhythm: Rhythm): number {
  return isRehearsal(rhythm) ? MINUTE : DAY
}

/** How long a wave of a kind is meant to be open, in days (minutes in a rehearsal). */
export function lengthOf(rhythm: Rhythm, kind: WaveKind): number {
  return (kind === 'full' ? undefined : rhythm[kind]?.length) ?? rhythm.length
}
