import { describe, expect, test } from 'vitest'
import {
  formatDate,
  formatDateTime,
  formatDifference,
  formatMoney,
  formatNumber,
  formatPercent,
} from '#app/i18n/format'

/** Marks of direction have no width; here only what is seen counts. */
const seen = (text: string) => text.replace(/[\u2066-\u2069\u200e\u200f\u061c]/g, '').replace(/\u00a0/g, ' ')

describe('numbers', () => {
  test.each(['en', 'ar'])('have Western digits and a decimal point in %s, so that they copy cleanly', (language) => {
    expect(seen(formatNumber(language, 1234.56, 1))).toBe('1,234.6')
    expect(seen(formatPercent(language, 25.4))).toBe('25%')
    expect(seen(formatDifference(language, 3.21, 1))).toBe('+3.2')
    expect(seen(formatDifference(language, -3.21, 1))).toBe('-3.2')
  })

  test('rounded to zero have no sign', () => {
    expect(formatNumber('en', -0.4)).toBe('0')
    expect(formatDifference('en', -0.4)).toBe('0')
    expect(formatDifference('en', 0.4)).toBe('0')
  })

  test('with a sign are isolated in text from right to left, else the sign would stand behind them', () => {
    expect(formatNumber('ar', -5)).toMatch(/^\u2066.*\u2069$/)
    expect(formatNumber('ar', 5)).toBe('5')
    expect(formatNumber('en', -5)).toBe('-5')
  })
})

test('money names its currency by its code, whatever the language', () => {
  expect(seen(formatMoney('en', 860000, 'USD'))).toBe('USD 860,000')
  expect(seen(formatMoney('ar', 860000, 'SAR'))).toBe('860,000 SAR')
})

describe('dates', () => {
  const day = new Date('2026-03-01T00:00:00Z')

  test('are Gregorian in both languages', () => {
    expect(formatDate('en', day)).toBe('March 1, 2026')
    expect(seen(formatDate('ar', day))).toBe('1 مارس 2026')
  })

  test('do not depend on the time zone of the machine', () => {
    const before = process.env.TZ
    try {
      process.env.TZ = 'America/Los_Angeles'
      expect(formatDate('en', day)).toBe('March 1, 2026')
      expect(formatDateTime('en', day)).toMatch(/^Mar 1, 2026, 12:00\sAM$/)
    } finally {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    }
  })
})
