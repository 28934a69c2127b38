// Workbooks of Office Open XML (ECMA-376, part 1: SpreadsheetML), in a zip file by fflate.
import type { ZipDeflate } from 'fflate'
import type { Dataset, Value } from '#app/exports/dataset'
import { directionOf } from '#app/i18n/direction'
import { codebookSheets } from './codebook-sheets'
import { CHUNK } from './dataset-values'
import type { FormatOptions } from './format-options'
import { beginSheet, columnLetters, END_OF_SHEET, rowXml, sheetPath, workbookParts } from './xlsx-parts'
import { ZipOutput } from './zip-output'

/** Rows of a sheet with its heading. */
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384
const MOST_SHEET_BYTES = 3e9
const encoder = new TextEncoder()

interface Sheet {
  name: string
  columns: readonly string[]
  direction: 'ltr' | 'rtl'
}

/**
 * A workbook (.xlsx): a sheet `data` (and further ones, where rows are more than a sheet holds), and the codebook in all
 * languages as `codebook` and `values`. Coded missing answers are the numbers that they are. The data stand from right to
 * left where the language does. What XML cannot hold (control characters) is left out, and texts end after 32,767 characters.
 * @throws where there is more than the format holds: 16,384 columns or 4 GB
 */
export async function* writeXlsx(dataset: Dataset, { language, madeAt }: FormatOptions): AsyncGenerator<Uint8Array> {
  const columns = dataset.variables.map(({ name }) => name)
  if (columns.length > MOST_COLUMNS) throw new Error(`a sheet holds ${MOST_COLUMNS} columns, not ${columns.length}`)
  const zip = new ZipOutput(madeAt)
  const sheets = new SheetsOutput(zip)

  sheets.begin({ name: 'data', columns, direction: directionOf(language) })
  for await (const page of dataset.pages())
    for (const row of page) {
      sheets.add(row)
      yield* zip.take()
    }
  for (const { name, columns, rows } of codebookSheets(dataset)) {
    sheets.begin({ name, columns, direction: 'ltr' })
    for (const row of rows) sheets.add(row)
    yield* zip.take()
  }
  sheets.end()
  for (const [path, xml] of Object.entries(workbookParts(sheets.names))) zip.addFile(path, xml)
  zip.end()
  yield* zip.take()
}

/** Sheets one after the other; one that is full goes on in a further one. */
class SheetsOutput {
  readonly names: string[] = []
  readonly #zip: ZipOutput
  #file: ZipDeflate | undefined
  #sheet: Sheet = { name: '', columns: [], direction: 'ltr' }
  #letters: string[] = []
  #waiting = ''
  #rows = 0
  #bytes = 0

  constructor(zip: ZipOutput) {
    this.#zip = zip
  }

  begin(sheet: Sheet): void {
    this.end()
    this.#sheet = sheet
    this.#open(sheet.name)
  }

  add(row: readonly Value[]): void {
    if (this.#rows === MOST_ROWS || this.#bytes > MOST_SHEET_BYTES) this.#continue()
    this.#rows += 1
    this.#waiting += rowXml(row, this.#rows, this.#letters)
    if (this.#waiting.length > CHUNK) this.#push(false)
  }

  end(): void {
    if (!this.#file) return
    this.#waiting += END_OF_SHEET
    this.#push(true)
    this.#file = undefined
  }

  #continue(): void {
    const number = this.names.filter((name) => name.startsWith(this.#sheet.name)).length + 1
    this.end()
    this.#open(`${this.#sheet.name} ${number}`)
  }

  #open(name: string): void {
    this.names.push(name)
    this.#file = this.#zip.openFile(sheetPath(this.names.length))
    this.#letters = this.#sheet.columns.map((_, index) => columnLetters(index))
    this.#waiting = beginSheet(this.#sheet.columns, this.#letters, this.#sheet.direction)
    this.#rows = 1
    this.#bytes = 0
  }

  #push(isLast: boolean): void {
    const bytes = encoder.encode(this.#waiting)
    this.#bytes += bytes.length
    this.#waiting = ''
    this.#file?.push(bytes, isLast)
  }
}
