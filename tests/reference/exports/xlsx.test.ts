// Workbooks, read by exceljs, value by value.
import { readFile, rm } from 'node:fs/promises'
import excel from 'exceljs'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, test } from 'vitest'
import type { Dataset, Value, Variable } from '#app/exports/dataset'
import { makeDataset, makeHardDataset, makeVariable } from '#tests/factories/make-dataset'
import { readColumns } from './read-rows'
import { writeFormat } from './read-with-r'

const directories: string[] = []
afterAll(() => Promise.all(directories.map((one) => rm(one, { recursive: true }))))

async function write(dataset = makeHardDataset(3000), language = 'en') {
  const { file, directory } = await writeFormat(dataset, 'xlsx', language)
  directories.push(directory)
  const workbook = new excel.Workbook()
  await workbook.xlsx.readFile(file)
  const sheet = (name: string) => {
    const found = workbook.getWorksheet(name)
    if (!found) throw new Error(`there is no sheet ${name}`)
    return found
  }
  return { dataset, workbook, sheet }
}

/** exceljs leaves the escapes of texts in cells (ECMA-376, part 1, 22.9.2.19) as they are. */
const decoded = (value: excel.CellValue) => (typeof value === 'string' ? value.replaceAll('_x005F_', '_') : value)

/** Rows of a sheet; null for an empty cell. */
const rowsOf = (sheet: excel.Worksheet, width: number) =>
  Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length: width }, (_, column) => decoded(sheet.getCell(row + 1, column + 1).value)),
  )

/** XML has no control characters and no half of a pair, and an empty cell is none. */
const inCell = (value: Value) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that go
  typeof value === 'string' ? value.replace(/[\0-\x08\x0b-\x0c\x0e-\x1f]|\ud83d(?= alone)/g, '') || null : value

describe('exceljs', () => {
  test.each([0, 3000])('finds every value of %i rows, with its type', async (rowCount) => {
    const { dataset, sheet } = await write(makeHardDataset(rowCount))
    const [header, ...rows] = rowsOf(sheet('data'), dataset.variables.length)
    expect(header).toEqual(dataset.variables.map(({ name }) => name))
    const columns = await readColumns(dataset)
    for (const [index, { variable, values }] of columns.entries())
      expect(
        rows.map((row) => row[index]),
        variable.name,
      ).toEqual(values.map(inCell))
  })

  test('finds no formula', async () => {
    const { sheet, dataset } = await write()
    const kinds = new Set(
      rowsOf(sheet('data'), dataset.variables.length).flatMap((row) => row.map((value) => typeof value)),
    )
    expect([...kinds].sort()).toEqual(['number', 'object', 'string'])
    const objects = rowsOf(sheet('data'), dataset.variables.length).flatMap((row) =>
      row.filter((value) => typeof value === 'object' && value !== null),
    )
    expect(objects).toEqual([])
  })

  test('finds the codebook in all languages', async () => {
    const { sheet, dataset } = await write()
    const width = 28
    const [header = [], ...rows] = rowsOf(sheet('codebook'), width)
    const read = rows.map((row) => Object.fromEntries(header.map((name, index) => [String(name), row[index]])))
    expect(read.map(({ variable }) => variable)).toEqual(dataset.variables.map(({ name }) => name))
    expect(read.map(({ label_ar }) => label_ar)).toEqual(dataset.variables.map(({ label }) => label.ar ?? null))
    const trust = dataset.variables.find(({ name }) => name === 'trust_1') as Variable
    expect(read.find(({ variable }) => variable === 'trust_1')).toMatchObject({
      label_en: trust.label.en,
      question_en: trust.question.en,
      question_ar: trust.question.ar,
      minimum: 1,
      maximum: 5,
      is_reversed: 'yes',
      source: trust.source,
      note_ar: trust.note.ar,
    })
    const meanings = rowsOf(sheet('values'), 5)
    expect(meanings).toContainEqual(['trust_1', 1, 'no', 'Strongly disagree', 'لا أوافق بشدة'])
    expect(meanings).toContainEqual(['meeting_share', -96, 'yes', 'No face-to-face time', 'لا وقت للقاء وجهًا لوجه'])
    expect(meanings).toContainEqual(['side', 'buyer', 'no', 'Buyer', 'المشتري'])
  })

  test.each([
    ['en', false],
    ['ar', true],
  ])('finds the data in the direction of %s, below a heading that stays', async (language, rightToLeft) => {
    const [view] = (await write(makeHardDataset(3), language)).sheet('data').views
    expect(Boolean(view?.rightToLeft)).toBe(rightToLeft)
    expect(view).toMatchObject({ state: 'frozen', ySplit: 1 })
  })

  test('finds texts cut where a cell is full, and what looks like an escape as it was', async () => {
    const text = makeVariable({ name: 'text', type: 'text' })
    const { sheet } = await write(makeDataset([text], [[`${'x'.repeat(32_766)}😀`], ['_x0041_ _x00e9_']]))
    expect(rowsOf(sheet('data'), 1).slice(1)).toEqual([['x'.repeat(32_766)], ['_x0041_ _x00e9_']])
  })

  test('finds a further sheet where rows are more than one holds', async () => {
    const rowCount = 1_048_577
    const one = makeDataset([makeVariable({ name: 'x' })], [])
    const dataset: Dataset = {
      ...one,
      rowCount,
      async *pages() {
        for (let row = 1; row <= rowCount; row += 1) yield [[row]]
      },
    }
    const { file, directory } = await writeFormat(dataset, 'xlsx', 'en')
    directories.push(directory)
    const parts = unzipSync(await readFile(file), { filter: ({ name }) => !name.endsWith('sheet1.xml') })
    expect(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array())).toMatch(
      /name="data".*name="data 2".*name="codebook".*name="values"/,
    )
    const second = strFromU8(parts['xl/worksheets/sheet2.xml'] ?? new Uint8Array())
    expect([...second.matchAll(/<v>(\d+)<\/v>/g)].map(([, number]) => Number(number))).toEqual([1_048_576, 1_048_577])
  })
})
