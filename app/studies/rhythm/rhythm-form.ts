import { z } from 'zod'
import { isTimeZone } from '#app/i18n/is-time-zone'
import { BEAT_UNITS, type Beat, type BeatUnit, type Rhythm } from './rhythm'

/** Weeks as people work them, in the order in which a calendar shows them. */
export const WORKING_WEEKS = {
  'monday-friday': [1, 2, 3, 4, 5],
  'sunday-thursday': [7, 1, 2, 3, 4],
  'monday-saturday': [1, 2, 3, 4, 5, 6],
  'saturday-wednesday': [6, 7, 1, 2, 3],
  'saturday-thursday': [6, 7, 1, 2, 3, 4],
  'sunday-friday': [7, 1, 2, 3, 4, 5],
  'every-day': [1, 2, 3, 4, 5, 6, 7],
} as const
export type WorkingWeek = keyof typeof WORKING_WEEKS

const NONE = 'none'
const westernDigits = (text: string) =>
  text
    .replace(/[\u061c\u200e\u200f]/g, '')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
const error = (name: string) => ({ error: `rhythm.error.${name}` })
const whole = (minimum: number, maximum: number, name: string) =>
  z
    .string()
    .trim()
    .overwrite(westernDigits)
    .regex(/^\d{1,5}$/, error(name))
    .transform(Number)
    .pipe(z.number().min(minimum, error(name)).max(maximum, error(name)))
const hour = z
  .string()
  .regex(/^\d{1,2}$/, error('hour'))
  .transform(Number)
  .pipe(z.number().max(23, error('hour')))
const instrument = z.string().regex(/^[a-z0-9-]{1,60}@\d{1,4}$/, error('required'))

function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

/** `2026-12-25`, `12-25`, or `2026-12-24..2027-01-02` with the earlier day first. */
function isHoliday(text: string): boolean {
  if (/^\d\d-\d\d$/.test(text)) return isDay(`2024-${text}`)
  const [from = '', to = from, ...more] = text.split('..')
  const isFull = /^20\d\d-\d\d-\d\d$/
  return more.length === 0 && isFull.test(from) && isFull.test(to) && isDay(from) && isDay(to) && from <= to
}

const holidays = z
  .string()
  .max(10_000, error('too-long'))
  .overwrite(westernDigits)
  .transform((text) => [...new Set(text.split(/[\s,;،؛]+/).filter(Boolean))])
  .pipe(z.array(z.string().refine(isHoliday, error('holiday'))).max(400, error('too-long')))

const reminders = z
  .string()
  .max(200, error('too-long'))
  .overwrite(westernDigits)
  .transform((text) => [...new Set(text.split(/[\s,;،؛]+/).filter(Boolean))])
  .pipe(
    z
      .array(
        z
          .string()
          .regex(/^\d{1,2}$/, error('reminders'))
          .transform(Number)
          .pipe(z.number().min(1, error('reminders')).max(90, error('reminders'))),
      )
      .max(10, error('reminders')),
  )
  .transform((days) => days.sort((a, b) => a - b))

const questions = z.object({
  active: z.literal('on').optional(),
  unit: z.enum(BEAT_UNITS, error('required')),
  every: whole(1, 1440, 'every'),
  firstOn: z
    .string()
    .trim()
    .overwrite(westernDigits)
    .refine((day) => /^20\d\d-\d\d-\d\d$/.test(day) && isDay(day), error('day')),
  openingHour: hour,
  timeZone: z.string().trim().refine(isTimeZone, error('time-zone')),
  workingWeek: z.enum(Object.keys(WORKING_WEEKS) as [WorkingWeek, ...WorkingWeek[]], error('required')),
  holidays,
  length: whole(1, 90, 'length'),
  reminders,
  quietFrom: hour,
  quietTo: hour,
  graceHours: whole(0, 72, 'grace'),
  publishDelayDays: whole(0, 14, 'publish-delay'),
  pulseUnit: z.enum([NONE, ...BEAT_UNITS], error('required')),
  pulseEvery: whole(1, 1440, 'every'),
  pulseInstrument: instrument,
  pulseLength: whole(1, 90, 'length'),
  /** empty: no onset waves */
  onsetDays: z.union([z.string().trim().pipe(z.literal('')), whole(0, 730, 'onset-days')], error('onset-days')),
  onsetInstrument: instrument,
  onsetLength: whole(1, 90, 'length'),
  /** the rhythm whose changes were shown: only that one is saved */
  seen: z.string().max(60_000).optional(),
})

type Questions = z.infer<typeof questions>

/** The shortest time between two waves, in days; in a rehearsal in minutes. */
function intervalOf({ unit, every }: Beat): number {
  if (unit === 'weeks') return every * 7
  return unit === 'minutes' ? every : { monthly: 28, quarterly: 89, 'half-yearly': 181, yearly: 365 }[unit]
}

const beatOf = (unit: BeatUnit, every: number): Beat => ({
  unit,
  every: unit === 'weeks' || unit === 'minutes' ? every : 1,
})

/** What an administrator says of a study's rhythm. */
export const rhythmFormSchema = questions.superRefine((form, check) => {
  const fail = (field: keyof Questions, name: string) =>
    check.addIssue({ code: 'custom', path: [field], message: `rhythm.error.${name}` })
  const isRehearsal = form.unit === 'minutes'
  const main = beatOf(form.unit, form.every)
  if (form.unit === 'weeks' && form.every > 104) fail('every', 'every')
  if (isRehearsal && form.every < 3) fail('every', 'every-minutes')
  // what was begun is handed in, then it is published, then the next wave opens
  const rest = isRehearsal ? 2 : Math.ceil(form.graceHours / 24) + form.publishDelayDays + 1
  if (form.length + rest > intervalOf(main)) fail('length', 'too-close')
  if (form.pulseUnit === NONE) return
  const pulse = beatOf(form.pulseUnit, form.pulseEvery)
  if ((form.pulseUnit === 'minutes') !== isRehearsal) fail('pulseUnit', 'pulse-minutes')
  else if (intervalOf(pulse) >= intervalOf(main)) fail('pulseUnit', 'pulse-rarer')
  else if (form.pulseLength + rest > intervalOf(pulse)) fail('pulseLength', 'too-close')
})

export type RhythmForm = z.input<typeof rhythmFormSchema>

/** @param since from which day on a relationship counts as new; it stays what it was */
export function rhythmOf(form: z.output<typeof rhythmFormSchema>, since: string): Rhythm {
  const named = (text: string) => {
    const [name = '', version = ''] = text.split('@')
    return { name, version: Number(version) }
  }
  const { timeZone, firstOn, openingHour, holidays, length, reminders, quietFrom, quietTo } = form
  return {
    ...{ timeZone, firstOn, openingHour, holidays, length, reminders, quietFrom, quietTo },
    beat: beatOf(form.unit, form.every),
    workingDays: [...WORKING_WEEKS[form.workingWeek]],
    graceHours: form.graceHours,
    publishDelayDays: form.publishDelayDays,
    ...(form.pulseUnit !== NONE && {
      pulse: {
        beat: beatOf(form.pulseUnit, form.pulseEvery),
        instrument: named(form.pulseInstrument),
        length: form.pulseLength,
      },
    }),
    ...(form.onsetDays !== '' && {
      onset: { days: form.onsetDays, instrument: named(form.onsetInstrument), length: form.onsetLength, since },
    }),
  }
}

/** The form as it shows a stored rhythm. */
export function formOf(rhythm: Rhythm, active: boolean): Record<string, string> {
  const { pulse, onset } = rhythm
  const days = [...rhythm.workingDays].sort().join()
  const week = Object.entries(WORKING_WEEKS).find(([, own]) => [...own].sort().join() === days)
  const text = (value: number | undefined, usual: number) => String(value ?? usual)
  return {
    active: active ? 'on' : '',
    unit: rhythm.beat.unit,
    every: String(rhythm.beat.every),
    firstOn: rhythm.firstOn,
    openingHour: String(rhythm.openingHour),
    timeZone: rhythm.timeZone,
    workingWeek: week?.[0] ?? 'monday-friday',
    holidays: rhythm.holidays.join('\n'),
    length: String(rhythm.length),
    reminders: rhythm.reminders.join(', '),
    quietFrom: String(rhythm.quietFrom),
    quietTo: String(rhythm.quietTo),
    graceHours: String(rhythm.graceHours),
    publishDelayDays: String(rhythm.publishDelayDays),
    pulseUnit: pulse?.beat.unit ?? NONE,
    pulseEvery: text(pulse?.beat.every, 1),
    pulseInstrument: pulse ? `${pulse.instrument.name}@${pulse.instrument.version}` : 'relationship-pulse@1',
    pulseLength: text(pulse?.length, 7),
    onsetDays: onset ? String(onset.days) : '',
    onsetInstrument: onset ? `${onset.instrument.name}@${onset.instrument.version}` : 'onset-survey@1',
    onsetLength: text(onset?.length, 14),
  }
}

/** What a new rhythm starts with: quarterly from a week on, at nine, two weeks long. */
export function usualRhythm(now: Date, { timeZone, language }: { timeZone: string; language: string }): Rhythm {
  const inAWeek = new Date(now.getTime() + 7 * 24 * 3_600_000)
  return {
    timeZone,
    firstOn: inAWeek.toISOString().slice(0, 10),
    beat: { unit: 'quarterly', every: 1 },
    openingHour: 9,
    workingDays: [...WORKING_WEEKS[language === 'ar' ? 'sunday-thursday' : 'monday-friday']],
    holidays: [],
    length: 14,
    reminders: [5, 10],
    quietFrom: 19,
    quietTo: 7,
    graceHours: 12,
    publishDelayDays: 0,
  }
}

/** Whether what would be saved is what was shown. */
export function isSeen(seen: string | undefined, rhythm: Rhythm, active: boolean): boolean {
  return seen === seenOf(rhythm, active)
}

export function seenOf(rhythm: Rhythm, active: boolean): string {
  return JSON.stringify({ active, rhythm })
}
