import { describe, expect, test } from 'vitest'
import { type DigestRhythm, digestOf, digestPeriod } from '#app/digests/digest-period'
import { ZONES } from '#tests/factories/make-rhythm'

const period = (rhythm: DigestRhythm, timeZone: string, now: string) => {
  const { name, begins, before, next } = digestPeriod(rhythm, timeZone, new Date(now))
  return [name, ...[before, begins, next].map((moment) => moment.toISOString().slice(0, 16))]
}

describe('a period', () => {
  test('of a week begins on Monday at eight by the clock of the reader', () => {
    expect(period('weekly', 'Asia/Riyadh', '2026-03-04T12:00:00Z')).toEqual([
      ...['weekly 2026-03-02', '2026-02-23T05:00', '2026-03-02T05:00', '2026-03-09T05:00'],
    ])
    expect(period('weekly', 'Asia/Riyadh', '2026-03-02T04:59:59Z')[0]).toBe('weekly 2026-02-23')
    expect(period('weekly', 'Asia/Riyadh', '2026-03-02T05:00:00Z')[0]).toBe('weekly 2026-03-02')
  })

  test('of a month begins on the first, also over summer time', () => {
    expect(period('monthly', 'Europe/Berlin', '2026-04-10T00:00:00Z')).toEqual([
      ...['monthly 2026-04-01', '2026-03-01T07:00', '2026-04-01T06:00', '2026-05-01T06:00'],
    ])
    expect(period('monthly', 'Pacific/Auckland', '2026-01-31T18:59:00Z')[0]).toBe('monthly 2026-01-01')
    expect(period('monthly', 'Pacific/Auckland', '2026-01-31T19:00:00Z')[0]).toBe('monthly 2026-02-01')
  })

  test.each(ZONES)('in %s each follows the one before, through three years', (timeZone) => {
    for (const rhythm of ['weekly', 'monthly'] as const) {
      let now = new Date('2026-01-01T00:00:00Z')
      for (let step = 0; step < (rhythm === 'weekly' ? 156 : 36); step++) {
        const one = digestPeriod(rhythm, timeZone, now)
        const next = digestPeriod(rhythm, timeZone, one.next)
        expect(next.begins).toEqual(one.next)
        expect(next.before).toEqual(one.begins)
        expect(digestPeriod(rhythm, timeZone, new Date(one.next.getTime() - 1)).name).toBe(one.name)
        now = one.next
      }
    }
  })
})

test('managers get a digest until they choose otherwise, others once they choose one', () => {
  expect(digestOf({ role: 'manager', digest: '' })).toBe('monthly')
  expect(digestOf({ role: 'owner', digest: '' })).toBe('off')
  expect(digestOf({ role: 'owner', digest: 'weekly' })).toBe('weekly')
  expect(digestOf({ role: 'manager', digest: 'off' })).toBe('off')
})
