import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { afterQuietHours } from '#app/studies/rhythm/after-quiet-hours'
import { planReminders } from '#app/studies/rhythm/plan-reminders'
import { makeRhythm, ZONES } from '#tests/factories/make-rhythm'

const wave = { opensAt: new Date('2026-03-02T08:00:00Z'), closesAt: new Date('2026-03-16T08:00:00Z') }
const iso = (moments: Date[]) => moments.map((moment) => moment.toISOString().slice(0, 16))

describe('reminders', () => {
  test('leave on working days at the opening hour, each day once', () => {
    // Saturday 7 and Sunday 8 March become Monday 9
    expect(iso(planReminders(makeRhythm({ reminders: [2, 5, 6, 7] }), wave))).toEqual([
      '2026-03-04T08:00',
      '2026-03-09T08:00',
    ])
  })

  test('do not come when the wave is as good as over', () => {
    expect(iso(planReminders(makeRhythm({ reminders: [11, 14, 20] }), wave))).toEqual(['2026-03-13T08:00'])
  })

  test('come after minutes in a rehearsal', () => {
    const rhythm = makeRhythm({ beat: { unit: 'minutes', every: 10 }, reminders: [1, 2, 5] })
    const short = { opensAt: wave.opensAt, closesAt: new Date('2026-03-02T08:04:00Z') }
    expect(iso(planReminders(rhythm, short))).toEqual(['2026-03-02T08:01', '2026-03-02T08:02'])
  })
})

describe('quiet hours', () => {
  const night = { quietFrom: 19, quietTo: 8 }

  test('put a mail off until the morning of the person who gets it', () => {
    const moment = new Date('2026-03-02T08:00:00Z')
    expect(afterQuietHours(moment, night, 'Europe/Berlin')).toEqual(moment)
    expect(afterQuietHours(moment, night, 'America/New_York').toISOString()).toBe('2026-03-02T13:00:00.000Z')
    expect(afterQuietHours(moment, night, 'Asia/Tokyo')).toEqual(moment)
    expect(afterQuietHours(new Date('2026-03-02T10:30:00Z'), night, 'Asia/Tokyo').toISOString()).toBe(
      '2026-03-02T23:00:00.000Z',
    )
  })

  test('may lie within a day, and there may be none', () => {
    const moment = new Date('2026-03-02T12:30:00Z')
    expect(afterQuietHours(moment, { quietFrom: 12, quietTo: 14 }, 'UTC').toISOString()).toBe(
      '2026-03-02T14:00:00.000Z',
    )
    expect(afterQuietHours(moment, { quietFrom: 7, quietTo: 7 }, 'UTC')).toEqual(moment)
  })

  test('are over at the hour that they end, in every zone and at every change of the clock', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.constantFrom(...ZONES),
        fc.integer({ min: 17, max: 23 }),
        fc.integer({ min: 4, max: 10 }),
        (moment, zone, quietFrom, quietTo) => {
          const after = afterQuietHours(moment, { quietFrom, quietTo }, zone)
          expect(after >= moment).toBe(true)
          expect(after.getTime() - moment.getTime()).toBeLessThan(19 * 3_600_000)
          const { hour } = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(zone)
          expect(hour >= quietTo && hour < quietFrom).toBe(true)
        },
      ),
    )
  })
})
