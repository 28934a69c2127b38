import { Temporal } from 'temporal-polyfill'

export const DIGESTS = ['off', 'weekly', 'monthly'] as const
export type Digest = (typeof DIGESTS)[number]
export type DigestRhythm = Exclude<Digest, 'off'>

/** On Mondays or the first of the month, at this hour by the reader's clock. */
const HOUR = 8

export interface DigestPeriod {
  /** weekly 2026-03-02: its length and the day on which it begins */
  name: string
  begins: Date
  /** when the one before began */
  before: Date
  /** when the next one begins */
  next: Date
}

/** Managers get a digest by the month until they choose otherwise; for others it must be chosen. */
export function digestOf({ digest, role }: { digest: string; role: string }): Digest {
  return DIGESTS.find((one) => one === digest) ?? (role === 'manager' ? 'monthly' : 'off')
}

/**
 * The period that has begun last, by a clock in the reader's zone.
 * @param timeZone IANA name
 */
export function digestPeriod(rhythm: DigestRhythm, timeZone: string, now: Date): DigestPeriod {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  const step = rhythm === 'weekly' ? { weeks: 1 } : { months: 1 }
  const today = local.toPlainDate()
  const first = rhythm === 'weekly' ? today.subtract({ days: today.dayOfWeek - 1 }) : today.with({ day: 1 })
  const momentOf = (day: Temporal.PlainDate) =>
    new Date(day.toZonedDateTime({ timeZone, plainTime: { hour: HOUR } }).epochMilliseconds)
  const begin = momentOf(first) <= now ? first : first.subtract(step)
  return {
    name: `${rhythm} ${begin}`,
    begins: momentOf(begin),
    before: momentOf(begin.subtract(step)),
    next: momentOf(begin.add(step)),
  }
}
