// Stata files of format 118, after StataCorp's own description: `help dta` (https://www.stata.com/help.cgi?dta).
import type { Dataset } from '#app/exports/dataset'
import { ByteWriter } from './byte-writer'
import { CHUNK, countedPages, textOf } from './dataset-values'
import { type DtaColumn, planDtaColumns } from './dta-columns'
import { END_OF_FILE, headSections, valueLabelsSection } from './dta-sections'
import { writeDtaValue, writeLongText } from './dta-values'
import type { FormatOptions } from './format-options'
import { measureColumns } from './measure-columns'

const DATA = { begin: '<data>', end: '</data>' }
const LONG_TEXTS = { begin: '<strls>', end: '</strls>' }

/**
 * A Stata file (.dta, format 118: Stata 14 and later): UTF-8, names of up to 32 characters, each number in the smallest type
 * that holds its column, coded missing answers as `.a` to `.z` (−96 is `.a`, −97 `.b` and so on), texts of more than 2,045
 * bytes as strL, and what else the codebook says as characteristics.
 *
 * Rows are read twice, and a third time where there are long texts: the file says sizes at its beginning, and has the long
 * texts behind the other data.
 * @throws where rows are more or fewer than announced, or change between two readings
 */
export async function* writeDta(dataset: Dataset, options: FormatOptions): AsyncGenerator<Uint8Array> {
  const columns = planDtaColumns(dataset, await measureColumns(dataset))
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
  const dataBytes = dataset.rowCount * sum(columns.map(({ storage }) => storage.bytes))
  const longTextBytes = sum(columns.map((column) => column.longTextBytes))
  const valueLabels = valueLabelsSection(dataset, columns, options)

  const writer = new ByteWriter()
  writer.bytes(
    headSections(dataset, columns, options, {
      data: DATA.begin.length + dataBytes + DATA.end.length,
      longTexts: LONG_TEXTS.begin.length + longTextBytes + LONG_TEXTS.end.length,
      valueLabels: valueLabels.length,
    }),
  )
  writer.text(DATA.begin)
  yield* writeData(writer, dataset, columns)
  writer.text(`${DATA.end}${LONG_TEXTS.begin}`)
  if (longTextBytes > 0) yield* writeLongTexts(writer, dataset, columns, longTextBytes)
  writer.text(LONG_TEXTS.end)
  writer.bytes(valueLabels)
  writer.text(END_OF_FILE)
  yield writer.take()
}

async function* writeData(writer: ByteWriter, dataset: Dataset, columns: readonly DtaColumn[]) {
  let rowNumber = 0
  for await (const page of countedPages(dataset))
    for (const row of page) {
      rowNumber += 1
      for (const [index, column] of columns.entries()) writeDtaValue(writer, column, row[index], rowNumber)
      if (writer.length > CHUNK) yield writer.take()
    }
}

async function* writeLongTexts(writer: ByteWriter, dataset: Dataset, all: readonly DtaColumn[], announced: number) {
  const columns = all.filter(({ storage }) => storage.kind === 'long text')
  let rowNumber = 0
  let bytes = 0
  for await (const page of countedPages(dataset))
    for (const row of page) {
      rowNumber += 1
      for (const column of columns) {
        const text = textOf(row[column.position - 1])
        if (text !== '') bytes += writeLongText(writer, column, text, rowNumber)
      }
      if (writer.length > CHUNK) yield writer.take()
    }
  if (bytes !== announced) throw new Error(`${dataset.name} has changed while it was read`)
}
