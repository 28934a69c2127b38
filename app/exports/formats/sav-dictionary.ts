import type { Dataset } from '#app/exports/dataset'
import type { ByteWriter } from './byte-writer'
import type { FormatOptions } from './format-options'
import { partsOf } from './made-at'
import { BYTECODE_COMPRESSION, COMPRESSION_BIAS } from './sav-cases'
import type { SavColumn } from './sav-columns'
import { writeExtensions } from './sav-extensions'
import { BLANK, writeValueLabels, writeVariable } from './sav-variables'
import { sayInLanguage } from './say-in-language'

const LAYOUT = 2
const NO_WEIGHT = 0
const END_OF_DICTIONARY = 999
/** Bytes. */
const LONGEST_TITLE = 64
const LONGEST_PRODUCT = 60

/** All that stands before the cases. */
export function writeDictionary(
  writer: ByteWriter,
  dataset: Dataset,
  columns: readonly SavColumn[],
  { language, madeAt }: FormatOptions,
): void {
  const say = sayInLanguage(dataset, language)
  const units = columns.flatMap(({ pieces }) => pieces).reduce((sum, piece) => sum + piece.units, 0)
  const { day, month, year, time } = partsOf(madeAt)
  writer.text('$FL2')
  writer.field('@(#) SPSS DATA FILE Thiqa', LONGEST_PRODUCT, BLANK)
  writer.int32(LAYOUT, units, BYTECODE_COMPRESSION, NO_WEIGHT, dataset.rowCount)
  writer.float64(COMPRESSION_BIAS)
  writer.text(`${day} ${month} ${year.slice(-2)}${time}`)
  writer.field(say(dataset.title), LONGEST_TITLE, BLANK)
  writer.repeat(0, 3)

  for (const column of columns) writeVariable(writer, column, say)
  for (const column of columns) writeValueLabels(writer, column, say)
  writeExtensions(writer, columns, say)
  writer.int32(END_OF_DICTIONARY, 0)
}
