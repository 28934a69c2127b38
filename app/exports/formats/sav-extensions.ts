import { ByteWriter, encodeUpTo } from './byte-writer'
import { attributesOf } from './codebook-attributes'
import { BYTECODE_COMPRESSION } from './sav-cases'
import { type SavColumn, UNIT } from './sav-columns'
import { BLANK, LONGEST_VALUE_LABEL } from './sav-variables'
import type { Say } from './say-in-language'

const EXTENSION_RECORD = 7
const EXTENSION = {
  integers: 3,
  decimals: 4,
  display: 11,
  longNames: 13,
  longTexts: 14,
  attributes: 18,
  encoding: 20,
  longValueLabels: 21,
}
/** version of the format, no machine, IEEE 754, compression, little endian, code page of UTF-8 */
const INTEGERS = [24, 0, 0, -1, 1, BYTECODE_COMPRESSION, 2, 65_001]
/** stands for what is not there; the highest number; the lowest after the first of these */
const DECIMALS = [-Number.MAX_VALUE, Number.MAX_VALUE, -1.7976931348623155e308]
const MEASURE = { nominal: 1, ordinal: 2, scale: 3 }
const ALIGNMENT = { left: 0, right: 1 }
/** Characters. */
const NUMBER_WIDTH = 10
const WIDEST = 40

/** Records that came to the format later, by their number; a program skips those that it does not know. */
export function writeExtensions(writer: ByteWriter, columns: readonly SavColumn[], say: Say): void {
  const write = (number: number, size: 1 | 4 | 8, fill: (content: ByteWriter) => void) => {
    const content = new ByteWriter()
    fill(content)
    if (content.length === 0) return
    writer.int32(EXTENSION_RECORD, number, size, content.length / size)
    writer.bytes(content.take())
  }
  write(EXTENSION.integers, 4, (content) => content.int32(...INTEGERS))
  write(EXTENSION.decimals, 8, (content) => content.float64(...DECIMALS))
  write(EXTENSION.display, 4, (content) => {
    for (const { variable, pieces } of columns)
      for (const { width } of pieces)
        if (width > 0) content.int32(MEASURE[variable.measure], Math.min(width, WIDEST), ALIGNMENT.left)
        else content.int32(MEASURE[variable.measure], NUMBER_WIDTH, ALIGNMENT.right)
  })
  write(EXTENSION.longNames, 1, (content) => {
    content.text(columns.map(({ name, pieces: [first] }) => `${first.shortName}=${name}`).join('\t'))
  })
  write(EXTENSION.longTexts, 1, (content) => {
    for (const { width, pieces } of columns)
      if (pieces.length > 1) content.text(`${pieces[0].shortName}=${String(width).padStart(5, '0')}\0\t`)
  })
  write(EXTENSION.attributes, 1, (content) => {
    content.text(columns.flatMap((column) => attributesText(column, say)).join('/'))
  })
  write(EXTENSION.encoding, 1, (content) => {
    content.text('UTF-8')
  })
  write(EXTENSION.longValueLabels, 1, (content) => {
    for (const column of columns) if (column.width > UNIT) writeLongValueLabels(content, column, say)
  })
}

/** `name:question('…'⏎)construct('…'⏎)`: a value ends with its line, so that line breaks in it become blanks. */
function attributesText({ name, variable }: SavColumn, say: Say): string[] {
  const attributes = Object.entries(attributesOf(variable, say))
  if (attributes.length === 0) return []
  return [`${name}:${attributes.map(([key, text]) => `${key}('${text.replace(/[\r\n]+/g, ' ')}'\n)`).join('')}`]
}

function writeLongValueLabels(content: ByteWriter, { name, variable, width }: SavColumn, say: Say): void {
  if (variable.values.length === 0) return
  const nameBytes = encodeUpTo(name, name.length)
  content.int32(nameBytes.length)
  content.bytes(nameBytes)
  content.int32(width, variable.values.length)
  for (const { value, label } of variable.values) {
    content.int32(width)
    content.field(String(value), width, BLANK)
    const bytes = encodeUpTo(say(label), LONGEST_VALUE_LABEL)
    content.int32(bytes.length)
    content.bytes(bytes)
  }
}
