import { describe, expect, test } from 'vitest'
import { calendarFile } from '#app/studies/rhythm/calendar-file.server'
import { calendarMonths, weekdays } from '#app/studies/rhythm/calendar-months'
import { lateEnd } from '#app/studies/rhythm/late-end'
import { makeRhythm } from '#tests/factories/make-rhythm'

const NOW = new Date('2026-03-02T09:00:00Z')
const DAY = 24 * 3_600_000

describe('the months of a calendar', () => {
  const wave = {
    ...{ kind: 'full' as const, state: 'scheduled' },
    ...{ opensAt: new Date('2026-03-30T22:30:00Z'), closesAt: new Date('2026-04-02T08:00:00Z') },
  }
  const options = { from: NOW, months: 2, timeZone: 'Asia/Riyadh', firstWeekday: 7 }

  test('show the days of a wave as the clock of its study sees them', () => {
    const [march, april] = calendarMonths([wave], options)
    // half past ten in London is half past one of the next day in Riyadh
    expect(march?.days.filter(({ kind }) => kind).map(({ day, isFirst }) => [day, isFirst])).toEqual([[31, true]])
    expect(april?.days.filter(({ kind }) => kind).map(({ day }) => day)).toEqual([1, 2])
    // 1 March 2026 is a Sunday
    expect(march?.before).toBe(0)
    expect(weekdays(7).map((day) => day.getUTCDay())).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  test('leave out what was skipped or missed, and show a full wave before a pulse', () => {
    const pulse = { ...wave, kind: 'pulse' as const }
    const kinds = (waves: Parameters<typeof calendarMonths>[0]) => calendarMonths(waves, options)[1]?.days[0]?.kind
    expect(
      kinds([
        { ...wave, state: 'skipped' },
        { ...wave, state: 'missed' },
      ]),
    ).toBeUndefined()
    expect(kinds([pulse, wave])).toBe('full')
  })
})

/** Properties of each component, read as RFC 5545 says and by nothing of ours: lines unfolded, texts unescaped. */
function readCalendar(file: string): { begin: string; fields: Record<string, string> }[] {
  const lines = file.replace(/\r\n[ \t]/g, '').split('\r\n')
  const components: { begin: string; fields: Record<string, string> }[] = []
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Z-]+)[^:]*:(.*)$/s.exec(line) ?? []
    if (name === 'BEGIN') components.push({ begin: value, fields: {} })
    const fields = components.at(-1)?.fields
    if (fields) fields[name] = value.replace(/\\([\\;,nN])/g, (_all, one) => (/n/i.test(one) ? '\n' : one))
  }
  return components
}

describe('the file for calendar programs', () => {
  const name = 'ثقة, 2026; "q"\\ \nBEGIN:VALARM'
  const file = calendarFile({
    ...{ name, now: NOW, url: 'https://thiqa.test/studies/1' },
    waves: [
      {
        ...{ id: '01890000-0000-7000-8000-000000000000', kind: 'full', state: 'scheduled', number: undefined },
        ...{ opensAt: new Date('2026-04-01T07:00:00Z'), closesAt: new Date('2026-04-15T07:00:00Z'), reason: undefined },
      },
    ],
    titleOf: () => `${name}: ${'طويل '.repeat(40)}`,
  })

  test('says what was meant, whatever a study is called', () => {
    const [calendar, event, ...more] = readCalendar(file)
    expect(more).toEqual([])
    const told = 'ثقة, 2026; "q"\\  BEGIN:VALARM'
    expect(calendar).toMatchObject({ begin: 'VCALENDAR', fields: { 'X-WR-CALNAME': told, VERSION: '2.0' } })
    expect(event).toMatchObject({
      begin: 'VEVENT',
      fields: {
        ...{ SUMMARY: `${told}: ${'طويل '.repeat(40)}`, UID: '01890000-0000-7000-8000-000000000000@thiqa.test' },
        ...{ DTSTART: '20260401T070000Z', DTEND: '20260415T070000Z', DTSTAMP: '20260302T090000Z' },
      },
    })
  })

  test('has lines of at most 75 bytes that end as the standard wants', () => {
    const lines = file.split('\r\n')
    expect(lines.filter((line) => Buffer.byteLength(line) > 75 || line.includes('\n'))).toEqual([])
  })
})

describe('a wave that opens late', () => {
  const planned = { opensAt: NOW, closesAt: new Date(NOW.getTime() + 14 * DAY) }
  const daysOn = (days: number) => new Date(NOW.getTime() + days * DAY)
  const rhythm = makeRhythm()

  test('ends on its day while half of its time is left, else after its whole length', () => {
    expect(lateEnd(rhythm, planned, undefined, daysOn(7))).toEqual(planned.closesAt)
    expect(lateEnd(rhythm, planned, undefined, daysOn(8))).toEqual(daysOn(22))
  })

  test('never runs into the next one, and is missed where that leaves too little', () => {
    expect(lateEnd(rhythm, planned, daysOn(20), daysOn(10))).toEqual(new Date(daysOn(20).getTime() - 3_600_000))
    expect(lateEnd(rhythm, planned, daysOn(20), daysOn(14))).toBeUndefined()
  })
})
