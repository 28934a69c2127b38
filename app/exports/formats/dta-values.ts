import type { Value } from '#app/exports/dataset'
import type { ByteWriter } from './byte-writer'
import { numberOf, textOf, utf8Length } from './dataset-values'
import type { DtaColumn, DtaStorage } from './dta-columns'

/** Upper half of the double that stands for `.`; `.a` is this much more, `.b` twice. */
const MISSING_DOUBLE = 0x7fe00000
const NEXT_LETTER = 0x100
/** How a long text is told from bytes that are no text. */
const IS_TEXT = 130

/** One cell. @param rowNumber from 1: a long text stands elsewhere, under its variable and row */
export function writeDtaValue(
  writer: ByteWriter,
  column: DtaColumn,
  value: Value | undefined,
  rowNumber: number,
): void {
  const { name, storage } = column
  if (storage.kind === 'text') writeText(writer, textOf(value), storage.bytes, name)
  else if (storage.kind === 'long text')
    writePlace(writer, textOf(value) === '' ? [0, 0] : [column.position, rowNumber])
  else {
    const number = numberOf(value, name)
    const letter = number === null ? 0 : column.letters.get(number)
    if (storage.kind === 'double') writeDouble(writer, number ?? 0, letter)
    else if (letter !== undefined) writeInteger(writer, storage, storage.missing + letter)
    else writeInteger(writer, storage, checked(number ?? 0, storage, name))
  }
}

function writeText(writer: ByteWriter, text: string, width: number, name: string): void {
  if (text.length * 3 > width && utf8Length(text) > width) throw new Error(`${name} has changed while it was read`)
  writer.field(text, width, 0)
}

function writePlace(writer: ByteWriter, [position, rowNumber]: [number, number]): void {
  writer.uint16(position)
  writer.wideInteger(rowNumber, 6)
}

/** @param letter 0 for `.`, 1 for `.a` …; undefined for a number that is there */
function writeDouble(writer: ByteWriter, number: number, letter: number | undefined): void {
  if (letter === undefined) writer.float64(number)
  else {
    writer.uint32(0)
    writer.uint32(MISSING_DOUBLE + letter * NEXT_LETTER)
  }
}

function writeInteger(writer: ByteWriter, { kind }: DtaStorage, number: number): void {
  if (kind === 'byte') writer.uint8(number)
  else if (kind === 'int') writer.int16(number)
  else writer.int32(number)
}

function checked(number: number, { lowest, highest }: { lowest: number; highest: number }, name: string): number {
  if (!Number.isInteger(number)) throw new Error(`the column ${name} of whole numbers holds ${number}`)
  if (number < lowest || number > highest) throw new Error(`${name} has changed while it was read`)
  return number
}

/** @returns bytes written */
export function writeLongText(writer: ByteWriter, { position }: DtaColumn, text: string, rowNumber: number): number {
  const before = writer.length
  writer.text('GSO')
  writer.uint32(position)
  writer.wideInteger(rowNumber, 8)
  writer.uint8(IS_TEXT)
  writer.uint32(utf8Length(text) + 1)
  writer.text(text)
  writer.uint8(0)
  return writer.length - before
}
