import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCsv } from '#app/relationships/read-csv'

const cellsOf = (text: string) => readCsv(text, 100).records.map(({ cells }) => cells)

describe('CSV text', () => {
  test.each([
    ['comma', 'a,b\n1,2\n'],
    ['semicolon', 'a;b\n1;2\n'],
    ['tab, as copied cells have', 'a\tb\n1\t2\n'],
    ['Windows line ends', 'a,b\r\n1,2\r\n'],
    ['old Macintosh line ends', 'a,b\r1,2\r'],
    ['a byte order mark', '\ufeffa,b\n1,2'],
    ['quoted cells', '\ufeff"a","b"\r\n"1","2"\r\n'],
    ['empty lines and lines of empty cells', '\n\na,b\n\n,\n1,2\n\n'],
  ])('with %s', (_what, text) => {
    expect(cellsOf(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  test('keeps separators, line breaks and quotation marks inside of quoted cells', () => {
    expect(cellsOf('a,b\n"1;,","x ""y""\nz"')).toEqual([
      ['a', 'b'],
      ['1;,', 'x "y"\nz'],
    ])
  })

  test('takes a quotation mark in the middle of a cell as a letter: inches are no mistake', () => {
    expect(cellsOf('a,b\n5" pipe,2\n')[1]).toEqual(['5" pipe', '2'])
  })

  test('says on which line of the file a record begins', () => {
    for (const [outside, inside] of [
      ['\n', '\r\n'],
      ['\r\n', '\n'],
      ['\r\n', '\r\n'],
      ['\r', '\n'],
    ]) {
      const { records } = readCsv(`a,b${outside}${outside}"x${inside}y",1${outside}2,3${outside}`, 100)
      expect(records.map(({ line }) => line)).toEqual([1, 3, 5])
    }
  })

  test('reads what stands before a quotation mark that is never closed, and says where that is', () => {
    const { records, openQuoteLine } = readCsv('a,b\n1,2\n3,"4\n5,6\n', 100)
    expect(records.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
    expect(openQuoteLine).toBe(3)
  })

  test('is read up to as many records as are wanted', () => {
    expect(readCsv('a\n'.repeat(1_000_000), 10).records).toHaveLength(10)
  })

  test('comes out as it was written, whatever the cells hold', () => {
    const cell = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() === text && text !== '')
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        (rows, delimiter, lineEnd) => {
          const text = [['a', 'b'], ...rows].map((row) => row.map(quote).join(delimiter)).join(lineEnd)
          expect(cellsOf(text).slice(1)).toEqual(rows)
        },
      ),
    )
  })
})
