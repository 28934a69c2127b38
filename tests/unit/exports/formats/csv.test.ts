import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Value } from '#app/exports/dataset'
import { writeCsv } from '#app/exports/formats/csv'
import { csvResponse } from '#app/exports/formats/csv.server'
import { guardFormula } from '#app/exports/formats/csv-text'
import { HARD_TEXTS, makeDataset, makeVariable } from '#tests/factories/make-dataset'
import { collect } from './collect'

const variables = [makeVariable({ name: 'number', type: 'decimal' }), makeVariable({ name: 'text', type: 'text' })]
const write = async (rows: Value[][]) => (await collect(writeCsv(makeDataset(variables, rows)))).toString()

test('a long file is read like a short one', async () => {
  const rows: Value[][] = [
    ...HARD_TEXTS.filter((text) => !text.includes('\0')).map((text) => [-0.1, text]),
    [null, null],
  ]
  const short = await csvResponse(
    'file.csv',
    ['number', 'text'],
    rows.map(([number, text]) => ({ number: number as number, text: text as string })),
  ).arrayBuffer()
  const read = (text: string) => parse(text, { bom: true })
  expect(read(await write(rows))).toEqual(read(Buffer.from(short).toString()))
})

test('numbers are left alone, and what is not there is empty', async () => {
  expect(await write([[-5, null]])).toBe('\ufeffnumber,text\r\n-5,\r\n')
})

test('formulas are nowhere at the start of a text, and every text comes back by taking one apostrophe away', () => {
  const start = fc.constantFrom('=', '+', '-', '@', '\t', '＝', "'", "'=", "''-", '')
  fc.assert(
    fc.property(start, fc.string({ unit: 'binary' }), (beginning, rest) => {
      const text = beginning + rest
      const guarded = guardFormula(text)
      expect(guarded).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
      expect(guarded.replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/, '')).toBe(text)
    }),
  )
})
