import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseNumber, readNumbers, writeNumber } from '#app/instruments/parse-number'

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
    ['0,125', 0.125],
    ['1234,567', 1234.567],
    ['1٫250', 1.25],
    ['1,250,000', 1_250_000],
    ['1.250.000', 1_250_000],
    ['١٬٢٥٠', 1250],
    ['1\u202f250\u00a0', 1250],
    ['12 500,5', 12_500.5],
    ['1,234.5', 1234.5],
    ['1.234,567', 1234.567],
    ['1234567890', 1_234_567_890],
    ['-3', -3],
    ['\u2212 7,5 %', -7.5],
    ['\u061c-\u0661\u0662\u066b\u0665', -12.5],
    ['-0', 0],
  ])('reads %j as %d', (text, number) => {
    expect(parseNumber(text)).toBe(number)
  })

  test.each([
    '',
    ' ',
    '--3',
    '3-',
    '-',
    '+3',
    '1e3',
    '0x10',
    '1.2.3',
    '1,2,3',
    '12,34,567',
    '1,234 567',
    '1234,567,890',
    '0,125,000',
    '1  000',
    '7.',
    '.',
    'Infinity',
    'NaN',
    'ten',
    '½',
    '12345678901234',
  ])('does not take %j for a number', (text) => {
    expect(parseNumber(text)).toBeUndefined()
  })

  test.each([
    ['12,500', ['12500', '12.500']],
    ['1.250', ['1250', '1.250']],
    ['١٢،٥٠٠', ['12500', '12.500']],
    ['-12,500', ['-12500', '-12.500']],
  ])('does not guess what %j means', (text, readings) => {
    expect(readNumbers(text)).toEqual(readings)
    expect(parseNumber(text)).toBeUndefined()
  })

  test('reads what it writes, and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.nat(4), (digits, decimals) => {
        const number = digits / 10 ** decimals
        expect(readNumbers(writeNumber(number)).map(Number)).toEqual([number])
      }),
    )
  })

  test('reads thousands that one sign keeps apart, whatever the sign and the script', () => {
    const scripts = ['0123456789', '٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹']
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000_000, max: 999_999_999 }),
        fc.constantFrom(',', '.', '٬', ' ', '\u00a0', '\u2009', '\u202f'),
        fc.constantFrom(...scripts),
        (number, sign, digits) => {
          const typed = number.toLocaleString('en').replaceAll(',', sign)
          expect(parseNumber(typed.replace(/\d/g, (digit) => digits[Number(digit)] ?? ''))).toBe(number)
        },
      ),
    )
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

  test('never throws, and gives a finite number or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const number = parseNumber(text)
        expect(number === undefined || Number.isFinite(number)).toBe(true)
      }),
    )
  })

  test('does not look at what is longer than any number', () => {
    expect(parseNumber(`${' '.repeat(2_000_000)}1`)).toBeUndefined()
  })
})
