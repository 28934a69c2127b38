import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { planWaves } from '#app/studies/rhythm/plan-waves'
import { BEAT_UNITS, type Beat, type PlannedWave, type Rhythm, tailOf } from '#app/studies/rhythm/rhythm'
import { isWorkingDay } from '#app/studies/rhythm/working-days'
import { makeRhythm, PULSE, ZONES } from '#tests/factories/make-rhythm'

const YEAR = { from: new Date('2026-01-01T00:00:00Z'), until: new Date('2027-01-01T00:00:00Z') }
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const local = (moment: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone)
const daysOf = (waves: PlannedWave[], zone = 'Europe/Berlin') =>
  waves.map(({ opensAt }) => local(opensAt, zone).toPlainDate().toString())

describe('a rhythm', () => {
  test('opens a quarterly study four times a year, at the same hour by the clock on the wall', () => {
    const waves = planWaves(makeRhythm(), YEAR)
    expect(waves.map(({ opensAt }) => opensAt.toISOString())).toEqual([
      '2026-01-15T08:00:00.000Z',
      '2026-04-15T07:00:00.000Z',
      '2026-07-15T07:00:00.000Z',
      '2026-10-15T07:00:00.000Z',
    ])
    // two weeks later summer time is over: an hour more has passed
    expect(waves[3]?.closesAt.toISOString()).toBe('2026-10-29T08:00:00.000Z')
  })

  test('comes every so many weeks, each half-year, each year', () => {
    const daily = { workingDays: EVERY_DAY, length: 5 }
    const count = (beat: Beat) => planWaves(makeRhythm({ ...daily, beat }), YEAR).length
    expect(count({ unit: 'weeks', every: 6 })).toBe(9)
    expect(count({ unit: 'monthly', every: 1 })).toBe(12)
    expect(count({ unit: 'half-yearly', every: 1 })).toBe(2)
    expect(count({ unit: 'yearly', every: 1 })).toBe(1)
  })

  test('steps over weekends and holidays, of one year and of every year', () => {
    const rhythm = makeRhythm({
      beat: { unit: 'monthly', every: 1 },
      firstOn: '2026-05-01',
      holidays: ['05-01', '2026-06-01..2026-06-03', '2026-08-03'],
    })
    // 1 May is a holiday and a Friday, 1 August a Saturday
    expect(daysOf(planWaves(rhythm, YEAR)).slice(0, 4)).toEqual([
      '2026-05-04',
      '2026-06-04',
      '2026-07-01',
      '2026-08-04',
    ])
  })

  test('works from Sunday to Thursday where people do', () => {
    const rhythm = makeRhythm({ timeZone: 'Asia/Riyadh', workingDays: [7, 1, 2, 3, 4], firstOn: '2026-01-02' })
    expect(daysOf(planWaves(rhythm, YEAR), 'Asia/Riyadh')).toEqual([
      '2026-01-04',
      '2026-04-02',
      '2026-07-02',
      '2026-10-04',
    ])
  })

  test('comes back to the 31st after a short month, and to 29 February in leap years', () => {
    const monthly = makeRhythm({
      beat: { unit: 'monthly', every: 1 },
      firstOn: '2026-01-31',
      workingDays: EVERY_DAY,
      length: 7,
    })
    expect(daysOf(planWaves(monthly, YEAR)).slice(0, 4)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ])
    const yearly = makeRhythm({ beat: { unit: 'yearly', every: 1 }, firstOn: '2024-02-29', workingDays: EVERY_DAY })
    const span = { from: new Date('2024-01-01T00:00:00Z'), until: new Date('2029-01-01T00:00:00Z') }
    expect(daysOf(planWaves(yearly, span))).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ])
  })

  test('has pulses between the full waves, and none where a full wave is', () => {
    const rhythm = makeRhythm({ pulse: { beat: { unit: 'monthly', every: 1 }, instrument: PULSE, length: 5 } })
    const kinds = planWaves(rhythm, YEAR).map(({ kind }) => kind)
    expect(kinds).toEqual([
      'full',
      'pulse',
      'pulse',
      'full',
      'pulse',
      'pulse',
      'full',
      'pulse',
      'pulse',
      'full',
      'pulse',
      'pulse',
    ])
  })

  test('a wave ends before the next one, with time to hand in what was begun and to publish', () => {
    const rhythm = makeRhythm({
      beat: { unit: 'weeks', every: 1 },
      length: 20,
      graceHours: 12,
      publishDelayDays: 1,
      workingDays: EVERY_DAY,
    })
    const [first, second] = planWaves(rhythm, YEAR)
    const rest = (second?.opensAt.getTime() ?? 0) - (first?.closesAt.getTime() ?? 0)
    expect(rest).toBe((12 + 24 + 1) * 3_600_000)
  })

  test('a place that holidays leave no working day for is left out', () => {
    const rhythm = makeRhythm({ beat: { unit: 'monthly', every: 1 }, holidays: ['2026-03-01..2026-08-31'], length: 7 })
    const days = daysOf(planWaves(rhythm, YEAR))
    // what fell into the last weeks before September is put off once, not piled up
    expect(days).toEqual([
      '2026-01-15',
      '2026-02-16',
      '2026-09-01',
      '2026-09-15',
      '2026-10-15',
      '2026-11-16',
      '2026-12-15',
    ])
  })

  test('a rehearsal comes every few minutes, nights and holidays included', () => {
    const rhythm = makeRhythm({ beat: { unit: 'minutes', every: 10 }, length: 4, holidays: ['2026-01-01'] })
    const span = { from: new Date('2026-01-01T00:03:00Z'), until: new Date('2026-01-01T00:31:00Z') }
    expect(
      planWaves(rhythm, span).map(
        ({ opensAt, closesAt }) => `${opensAt.toISOString().slice(11, 16)}–${closesAt.toISOString().slice(11, 16)}`,
      ),
    ).toEqual(['00:10–00:14', '00:20–00:24', '00:30–00:34'])
  })
})

describe.each(ZONES)('in %s', (timeZone) => {
  const span = { from: new Date('2024-01-01T00:00:00Z'), until: new Date('2030-01-01T00:00:00Z') }

  test.each([0, 2, 9, 23])(
    'waves open at %s o’clock, or at the next hour where summer time skips it',
    (openingHour) => {
      const rhythm = makeRhythm({
        timeZone,
        openingHour,
        beat: { unit: 'weeks', every: 1 },
        firstOn: '2024-01-01',
        workingDays: EVERY_DAY,
        length: 5,
      })
      const waves = planWaves(rhythm, span)
      expect(waves.length).toBeGreaterThanOrEqual(312)
      for (const { opensAt, slot, closesAt } of waves) {
        const opening = local(opensAt, timeZone)
        expect(opening.toPlainDate().toString()).toBe(slot)
        const isSkipped = opening.hour !== openingHour || opening.minute !== 0
        if (isSkipped) {
          // only on a day that is shorter than others, and right after the gap
          expect(opening.hoursInDay).toBeLessThan(24)
          expect(opening.getTimeZoneTransition('previous')?.toPlainDate().toString()).toBe(slot)
        }
        expect(local(closesAt, timeZone).toPlainDate().toString()).toBe(
          opening.toPlainDate().add({ days: 5 }).toString(),
        )
      }
    },
  )

  test('29 February is kept', () => {
    const rhythm = makeRhythm({
      timeZone,
      beat: { unit: 'yearly', every: 1 },
      firstOn: '2024-02-29',
      workingDays: EVERY_DAY,
    })
    expect(daysOf(planWaves(rhythm, span), timeZone)).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
      '2029-02-28',
    ])
  })
})

const pad = (value: number) => String(value).padStart(2, '0')
const day = fc
  .tuple(fc.integer({ min: 2024, max: 2029 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, date]) => `${year}-${pad(month)}-${pad(date)}`)
const beat = fc
  .constantFrom(...BEAT_UNITS.filter((unit) => unit !== 'minutes'))
  .chain((unit) =>
    fc.record({ unit: fc.constant(unit), every: unit === 'weeks' ? fc.integer({ min: 2, max: 12 }) : fc.constant(1) }),
  )
const holiday = fc.oneof(
  day,
  day.map((one) => one.slice(5)),
  fc
    .tuple(day, fc.integer({ min: 1, max: 20 }))
    .map(([from, days]) => `${from}..${Temporal.PlainDate.from(from).add({ days })}`),
)
const rhythms: fc.Arbitrary<Rhythm> = fc
  .record({
    timeZone: fc.constantFrom(...ZONES),
    firstOn: day,
    beat,
    openingHour: fc.integer({ min: 0, max: 23 }),
    workingDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    holidays: fc.array(holiday, { maxLength: 12 }),
    length: fc.integer({ min: 1, max: 10 }),
    graceHours: fc.integer({ min: 0, max: 24 }),
    publishDelayDays: fc.integer({ min: 0, max: 2 }),
    pulse: fc.option(fc.record({ beat, instrument: fc.constant(PULSE), length: fc.integer({ min: 1, max: 5 }) }), {
      nil: undefined,
    }),
  })
  .map(({ pulse, ...values }) => makeRhythm({ ...values, ...(pulse && { pulse }) }))
const spans = fc
  .tuple(day, fc.integer({ min: 1, max: 800 }))
  .map(([from, days]) => ({ from: new Date(from), until: new Date(new Date(from).getTime() + days * 86_400_000) }))

describe('whatever the rhythm', () => {
  test('waves follow one another without overlap, with room to publish', () => {
    fc.assert(
      fc.property(rhythms, spans, (rhythm, span) => {
        const waves = planWaves(rhythm, span)
        for (const [place, { opensAt, closesAt }] of waves.entries()) {
          expect(opensAt >= span.from && opensAt < span.until).toBe(true)
          expect(closesAt.getTime() - opensAt.getTime()).toBeGreaterThanOrEqual(23 * 3_600_000)
          const next = waves[place + 1]
          if (next) expect(closesAt.getTime() + tailOf(rhythm)).toBeLessThanOrEqual(next.opensAt.getTime())
        }
        expect(new Set(waves.map(({ kind, slot }) => `${kind} ${slot}`)).size).toBe(waves.length)
      }),
    )
  })

  test('no wave opens on a holiday or outside of the working days', () => {
    fc.assert(
      fc.property(rhythms, spans, (rhythm, span) => {
        for (const { opensAt } of planWaves(rhythm, span))
          expect(isWorkingDay(local(opensAt, rhythm.timeZone).toPlainDate(), rhythm)).toBe(true)
      }),
    )
  })

  test('the same rhythm gives the same waves, in whatever pieces one asks', () => {
    fc.assert(
      fc.property(rhythms, spans, fc.double({ min: 0, max: 1, noNaN: true }), (rhythm, { from, until }, part) => {
        const middle = new Date(from.getTime() + Math.floor((until.getTime() - from.getTime()) * part))
        const whole = planWaves(rhythm, { from, until })
        const pieces = [...planWaves(rhythm, { from, until: middle }), ...planWaves(rhythm, { from: middle, until })]
        expect(pieces).toEqual(whole)
      }),
    )
  })
})
