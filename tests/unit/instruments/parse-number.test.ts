import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseNumber } from '#app/instruments/parse-number'

describe('parseNumber', () => {
  test.each([
    ['12', 12],
    [' 7.5 ', 7.5],
    ['7,5', 7.5],
    ['٧٫٥', 7.5],
    ['٧،٥', 7.5],
    ['۱۲', 12],
    ['٤٠٪', 40],
    ['40 %', 40],
    ['.5', 0.5],
    ['\u200f٢٥', 25],
    ['007', 7],
  ])('reads %j as %d', (text, number) => {
    expect(parseNumber(text)).toBe(number)
  })

  test.each([
    '',
    ' ',
    '-3',
    '+3',
    '1e3',
    '0x10',
    '1.2.3',
    '1,234.5',
    '1 000',
    '7.',
    '.',
    'Infinity',
    'NaN',
    'ten',
    '½',
    '1234567890',
  ])('does not take %j for a number', (text) => {
    expect(parseNumber(text)).toBeUndefined()
  })

  test('reads any decimal in digits of any of the three scripts', () => {
    const scripts = ['0123456789', '٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹']
    const decimals = fc.tuple(
      fc.nat(999_999),
      fc.nat(99),
      fc.constantFrom(...scripts),
      fc.constantFrom('.', ',', '٫', '،'),
    )
    fc.assert(
      fc.property(decimals, ([whole, cents, digits, separator]) => {
        const typed = `${whole}${separator}${String(cents).padStart(2, '0')}`
        const foreign = typed.replace(/\d/g, (digit) => digits[Number(digit)] ?? '')
        expect(parseNumber(foreign)).toBe(Number(`${whole}.${String(cents).padStart(2, '0')}`))
      }),
    )
  })

  test('never throws, and gives a finite number that is not negative or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const number = parseNumber(text)
        expect(number === undefined || (Number.isFinite(number) && number >= 0)).toBe(true)
      }),
    )
  })

  test('does not look at what is longer than any number', () => {
    expect(parseNumber(`${' '.repeat(2_000_000)}1`)).toBeUndefined()
  })
})
