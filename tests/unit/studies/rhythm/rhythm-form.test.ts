import { describe, expect, test } from 'vitest'
import { rhythmSchema } from '#app/studies/rhythm/rhythm'
import { formOf, isSeen, rhythmFormSchema, rhythmOf, seenOf, usualRhythm } from '#app/studies/rhythm/rhythm-form'
import { makeRhythm } from '#tests/factories/make-rhythm'

const NOW = new Date('2026-03-02T09:00:00Z')
const usual = formOf(usualRhythm(NOW, { timeZone: 'Asia/Riyadh', language: 'ar' }), true)

function read(changed: Record<string, string>) {
  const result = rhythmFormSchema.safeParse({ ...usual, ...changed })
  if (result.success) return { rhythm: rhythmOf(result.data, '2026-01-01'), errors: {} }
  return { rhythm: undefined, errors: Object.fromEntries(result.error.issues.map((one) => [one.path[0], one.message])) }
}

describe('the form of a rhythm', () => {
  test('starts quarterly, on working days of the place', () => {
    expect(read({}).rhythm).toMatchObject({
      ...{ beat: { unit: 'quarterly', every: 1 }, workingDays: [7, 1, 2, 3, 4], timeZone: 'Asia/Riyadh', length: 14 },
      ...{ reminders: [5, 10], holidays: [], firstOn: '2026-03-09' },
    })
  })

  test('shows what is stored, and reads it back the same', () => {
    const full = makeRhythm({
      holidays: ['12-25', '2026-12-24..2027-01-02'],
      beat: { unit: 'weeks', every: 6 },
      pulse: { beat: { unit: 'weeks', every: 2 }, instrument: { name: 'relationship-pulse', version: 1 }, length: 4 },
      onset: { days: 30, instrument: { name: 'onset-survey', version: 1 }, length: 14, since: '2026-01-01' },
    })
    const { rhythm } = read(formOf(full, true))
    expect(rhythm).toEqual(full)
    expect(rhythmSchema.parse(JSON.parse(JSON.stringify(full)))).toEqual(full)
  })

  test('takes Arabic digits and commas', () => {
    expect(read({ reminders: '٤، ٩', holidays: '١٢-٢٥' }).rhythm).toMatchObject({
      reminders: [4, 9],
      holidays: ['12-25'],
    })
  })

  test.each([
    ['2026-02-30', 'is no day'],
    ['25.12.2026', 'is written another way'],
    ['2027-01-02..2026-12-24', 'ends before it begins'],
    ['02-30', 'is no day of any year'],
  ])('refuses the holiday %s, which %s', (holidays) => {
    expect(read({ holidays }).errors).toEqual({ holidays: 'rhythm.error.holiday' })
  })

  test('knows 29 February as a holiday of leap years', () => {
    expect(read({ holidays: '02-29' }).rhythm?.holidays).toEqual(['02-29'])
  })

  test('refuses waves that would run into the next one before they are published', () => {
    expect(read({ unit: 'monthly', length: '28' }).errors).toEqual({ length: 'rhythm.error.too-close' })
    expect(read({ unit: 'weeks', every: '2', length: '12', publishDelayDays: '3' }).errors).toEqual({
      length: 'rhythm.error.too-close',
    })
    expect(read({ unit: 'weeks', every: '2', length: '9', publishDelayDays: '3' }).errors).toEqual({})
  })

  test('wants pulses more often than full waves', () => {
    expect(read({ pulseUnit: 'quarterly' }).errors).toEqual({ pulseUnit: 'rhythm.error.pulse-rarer' })
    expect(read({ pulseUnit: 'minutes', pulseEvery: '5' }).errors).toEqual({ pulseUnit: 'rhythm.error.pulse-minutes' })
    expect(read({ pulseUnit: 'monthly', pulseLength: '30' }).errors).toEqual({ pulseLength: 'rhythm.error.too-close' })
  })

  test.each([
    ['timeZone', 'Mars/Olympus', 'time-zone'],
    ['timeZone', '+03:00', 'time-zone'],
    ['firstOn', '2026-13-01', 'day'],
    ['openingHour', '24', 'hour'],
    ['reminders', 'soon', 'reminders'],
    ['length', '0', 'length'],
    ['onsetDays', '-1', 'onset-days'],
    ['graceHours', '', 'grace'],
  ])('says what is wrong with %s %j', (field, value, error) => {
    expect(read({ [field]: value }).errors).toEqual({ [field]: `rhythm.error.${error}` })
  })

  test('saves only what was shown', () => {
    const rhythm = makeRhythm()
    expect(isSeen(seenOf(rhythm, true), rhythm, true)).toBe(true)
    expect(isSeen(seenOf(rhythm, true), rhythm, false)).toBe(false)
    expect(isSeen(seenOf(rhythm, true), makeRhythm({ length: 13 }), true)).toBe(false)
    expect(isSeen(undefined, rhythm, true)).toBe(false)
  })
})
