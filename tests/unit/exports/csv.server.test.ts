import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CsvRow } from '#app/exports/csv-row'
import { csvResponse } from '#app/exports/formats/csv.server'

async function write(columns: string[], rows: CsvRow[]): Promise<string> {
  const bytes = new Uint8Array(await csvResponse('file.csv', columns, rows).arrayBuffer())
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

const readBack = (text: string) => parse(text, { bom: true, columns: true }) as Record<string, string>[]

describe('a CSV file', () => {
  test('begins with a byte order mark and has lines as RFC 4180 wants them', async () => {
    expect(await write(['a', 'b'], [{ a: 1, b: 'x' }])).toBe('\ufeffa,b\r\n1,x\r\n')
  })

  test('has its header also without rows', async () => {
    expect(await write(['a', 'b'], [])).toBe('\ufeffa,b\r\n')
  })

  test('writes numbers in full precision with a point, and what is missing as empty', async () => {
    const text = await write(['a', 'b', 'c', 'd'], [{ a: 65.8333333333333, b: null, c: undefined, d: -0.1 }])
    expect(text.split('\r\n')[1]).toBe('65.8333333333333,,,-0.1')
  })

  test('quotes commas, quotes and line ends', async () => {
    const text = 'a "b", c\r\nd'
    expect(readBack(await write(['x'], [{ x: text }]))).toEqual([{ x: text }])
  })

  test('keeps Arabic', async () => {
    expect(readBack(await write(['x'], [{ x: 'شركة النجم، فرع الرياض' }]))).toEqual([{ x: 'شركة النجم، فرع الرياض' }])
  })

  test('is written column by column, whatever order a row has', async () => {
    expect(await write(['a', 'b'], [{ b: 2, a: 1, c: 3 }])).toBe('\ufeffa,b\r\n1,2\r\n')
  })
})

describe('formulas', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＋1', '－1', '＠SUM(A1)'])(
    'in text are inert: %j',
    async (text) => {
      expect(readBack(await write(['x'], [{ x: text }]))).toEqual([{ x: `'${text}` }])
    },
  )

  test('are nowhere at the start of a text cell, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (text) => {
        const [row] = readBack(await write(['first', 'x'], [{ first: 'first', x: text }]))
        expect(row?.x).toMatch(/^[^=+\-@\t\r\n＝＋－＠]/)
      }),
    )
  })

  test('are no reason to change a negative number', async () => {
    expect(await write(['x'], [{ x: -5 }])).toContain('\r\n-5\r\n')
  })

  test('are no reason to change an equals sign inside', async () => {
    expect(readBack(await write(['x'], [{ x: 'a=1' }]))).toEqual([{ x: 'a=1' }])
  })
})

describe('the response', () => {
  test('is a download that nobody caches or guesses at', () => {
    const { headers } = csvResponse('portfolio.csv', ['a'], [])
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="portfolio.csv"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
  })

  test('has a file name without surprises', () => {
    const { headers } = csvResponse('a"\r\nb/../=c.csv', ['a'], [])
    expect(headers.get('content-disposition')).toBe('attachment; filename="a---b-..--c.csv"')
  })

  test('breaks off where the source fails: half a file does not look whole', async () => {
    async function* rows() {
      yield { a: 1 }
      throw new Error('the database is gone')
    }
    await expect(csvResponse('file.csv', ['a'], rows()).text()).rejects.toThrow('the database is gone')
  })

  test('reads no further than somebody takes', async () => {
    let read = 0
    let isClosed = false
    async function* rows() {
      try {
        for (;;) {
          read += 1
          yield { a: 'x'.repeat(1000) }
        }
      } finally {
        isClosed = true
      }
    }
    const reader = csvResponse('file.csv', ['a'], rows()).body?.getReader()
    await reader?.read()
    await new Promise((resolve) => setTimeout(resolve, 50))
    const before = read
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(read).toBe(before)
    expect(read).toBeLessThan(1000)
    await reader?.cancel()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(isClosed).toBe(true)
  })
})
