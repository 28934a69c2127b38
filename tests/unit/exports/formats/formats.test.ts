// What all formats have in common.
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Dataset, Value } from '#app/exports/dataset'
import { FORMATS, type FormatName } from '#app/exports/formats/formats'
import { HARD_TEXTS, makeDataset, makeHardDataset, makeVariable } from '#tests/factories/make-dataset'
import { collect } from './collect'

const OPTIONS = { language: 'ar', madeAt: new Date('2027-03-07T09:05:00Z') }
const WITH_ROWS = (Object.keys(FORMATS) as FormatName[]).filter((name) => name !== 'r')
const MANY = 1_000_000

/** Rows without end, as far as anybody can tell; says how many were read, and whether the reading was ended. */
function makeStream() {
  const state = { read: 0, isEnded: false }
  const variables = [
    makeVariable({ name: 'number', minimum: 0, maximum: MANY }),
    makeVariable({ name: 'text', type: 'text', width: 1000 }),
  ]
  const dataset: Dataset = {
    ...makeDataset(variables, []),
    rowCount: MANY,
    async *pages() {
      try {
        for (; state.read < MANY; state.read += 1) yield [[state.read, String(state.read).repeat(100)]]
      } finally {
        state.isEnded = true
      }
    },
  }
  return { state, dataset }
}

describe.each(WITH_ROWS)('%s', (name) => {
  afterEach(() => void vi.useRealTimers())

  test('is the same file for the same answers, whenever it is written', async () => {
    const write = () => collect(FORMATS[name].write(makeHardDataset(50), OPTIONS))
    const first = await write()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 })
    expect(first.equals(await write())).toBe(true)
  })

  test('breaks off where the source fails: half a file does not look whole', async () => {
    const dataset: Dataset = {
      ...makeDataset([makeVariable({ name: 'x' })], []),
      rowCount: 2,
      async *pages() {
        yield [[1]]
        throw new Error('the database is gone')
      },
    }
    await expect(collect(FORMATS[name].write(dataset, OPTIONS))).rejects.toThrow('the database is gone')
  })

  // Stata's reads all rows before it writes the first byte: sizes stand at its beginning
  test.runIf(name !== 'dta')('reads no further than somebody takes, and lets go of the source then', async () => {
    const { state, dataset } = makeStream()
    const file = FORMATS[name].write(dataset, OPTIONS)
    await file.next()
    expect(state.read).toBeLessThan(40_000)
    await file.return(undefined)
    expect(state.isEnded).toBe(true)
  })
})

describe.each(['sav', 'dta', 'parquet'] as const)('%s, where columns have types', (name) => {
  test('refuses a text among numbers instead of writing something else', async () => {
    const dataset = makeDataset([makeVariable({ name: 'x' })], [['many']])
    await expect(collect(FORMATS[name].write(dataset, OPTIONS))).rejects.toThrow('x holds "many" instead of a number')
  })

  test('refuses what is no number', async () => {
    const dataset = makeDataset([makeVariable({ name: 'x', type: 'decimal' })], [[Number.NaN]])
    await expect(collect(FORMATS[name].write(dataset, OPTIONS))).rejects.toThrow('instead of a number')
  })
})

describe.each(['sav', 'dta'] as const)('%s, whose beginning says how many rows come', (name) => {
  test.each([
    [1, '1 rows and has more'],
    [3, '3 rows and has 2'],
  ])('refuses two rows where %i were announced', async (rowCount, message) => {
    const dataset = { ...makeDataset([makeVariable({ name: 'x' })], [[1], [2]]), rowCount }
    await expect(collect(FORMATS[name].write(dataset, OPTIONS))).rejects.toThrow(message)
  })
})

describe('what a format cannot say is refused', () => {
  const label = { en: 'Skipped' }
  const codes = (...values: number[]) => values.map((value) => ({ value, label }))

  test('a text longer than its variable says (sav)', async () => {
    const dataset = makeDataset([makeVariable({ name: 'x', type: 'text', width: 3 })], [['عين']])
    await expect(collect(FORMATS.sav.write(dataset, OPTIONS))).rejects.toThrow('more than 3 bytes')
  })

  test('answers between more missing codes than can be listed (sav)', async () => {
    const missing = codes(-96, -97, -98, -99)
    const dataset = makeDataset([makeVariable({ name: 'x', missing, minimum: -100 })], [])
    await expect(collect(FORMATS.sav.write(dataset, OPTIONS))).rejects.toThrow('between its missing codes')
  })

  test('a missing code that has no letter (dta)', async () => {
    const dataset = makeDataset([makeVariable({ name: 'x', missing: codes(-9) })], [])
    await expect(collect(FORMATS.dta.write(dataset, OPTIONS))).rejects.toThrow('no letter for the missing code -9')
  })

  test('a fraction among whole numbers (dta, parquet)', async () => {
    const dataset = makeDataset([makeVariable({ name: 'x', minimum: 0, maximum: 5 })], [[1.5]])
    await expect(collect(FORMATS.dta.write(dataset, OPTIONS))).rejects.toThrow('whole numbers holds 1.5')
    await expect(collect(FORMATS.parquet.write(dataset, OPTIONS))).rejects.toThrow('holds 1.5')
  })

  test('rows that change while they are read (dta)', async () => {
    let time = 0
    const dataset: Dataset = {
      ...makeDataset([makeVariable({ name: 'x', type: 'text' })], []),
      rowCount: 1,
      async *pages() {
        time += 1
        yield [['long '.repeat(500 * time)]]
      },
    }
    await expect(collect(FORMATS.dta.write(dataset, OPTIONS))).rejects.toThrow('changed while it was read')
  })
})

describe('JSON lines', () => {
  test('have an object for each row, null for what is not there, and texts as they were', async () => {
    const variables = [makeVariable({ name: 'a' }), makeVariable({ name: 'b', type: 'text' })]
    const rows: Value[][] = [[-99, null], [null, ''], ...HARD_TEXTS.map((text) => [0.1, text])]
    const file = await collect(FORMATS.jsonl.write(makeDataset(variables, rows), OPTIONS))
    const lines = file.toString().trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(rows.map(([a, b]) => ({ a, b })))
  })
})

describe('the script for R', () => {
  test('shows every sign that it holds: none turns the direction of writing or is invisible', async () => {
    const words = { en: 'a\u202e"; system("b")\u2066 \u0007\r\n\\' }
    const variable = makeVariable({ name: 'x', label: words, question: words, values: [{ value: 1, label: words }] })
    const script = (await collect(FORMATS.r.write(makeDataset([variable], []), OPTIONS))).toString()
    expect(script).not.toMatch(/\p{Bidi_Control}|(?!\n)\p{Cc}/u)
    expect(script).toContain('label = "a\\u202e\\"; system(\\"b\\")\\u2066 \\u0007\\u000d\\u000a\\\\"')
  })
})
