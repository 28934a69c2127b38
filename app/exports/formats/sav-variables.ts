import type { Variable } from '#app/exports/dataset'
import { type ByteWriter, encodeUpTo } from './byte-writer'
import { type SavColumn, UNIT } from './sav-columns'
import type { Say } from './say-in-language'

export const BLANK = 0x20
const RECORD = { variable: 2, valueLabels: 3, labelledVariables: 4 }
const FURTHER_UNIT = -1
/** Print formats, and how many characters numbers take in them. */
const NUMBER_FORMAT = 5
const TEXT_FORMAT = 1
const DIGITS = { integer: 8, decimal: 12 }
const DECIMALS = 2

/** Bytes. */
const LONGEST_LABEL = 255
export const LONGEST_VALUE_LABEL = 120
/** Codes that can be listed as missing; more must be a range, whose number is negative. */
const MOST_MISSING = 3
const RANGE = -2

/** A variable: a record for each of its pieces, and for a text one for each further unit of eight bytes. */
export function writeVariable(writer: ByteWriter, { variable, pieces }: SavColumn, say: Say): void {
  const [first, ...others] = pieces
  const label = encodeUpTo(say(variable.label), LONGEST_LABEL)
  const missing = missingOf(variable)
  const format = formatOf(variable, first.width)
  writer.int32(RECORD.variable, first.width, label.length > 0 ? 1 : 0, missing.kind, format, format)
  writer.field(first.shortName, UNIT, BLANK)
  if (label.length > 0) {
    writer.int32(label.length)
    writer.bytes(label)
    writer.repeat(BLANK, upTo(4, label.length) - label.length)
  }
  writer.float64(...missing.codes)
  writeFurtherUnits(writer, first.units, format)
  for (const { shortName, width, units } of others) {
    const ownFormat = formatOf(variable, width)
    writer.int32(RECORD.variable, width, 0, 0, ownFormat, ownFormat)
    writer.field(shortName, UNIT, BLANK)
    writeFurtherUnits(writer, units, ownFormat)
  }
}

function writeFurtherUnits(writer: ByteWriter, units: number, format: number): void {
  for (let unit = 1; unit < units; unit += 1) {
    writer.int32(RECORD.variable, FURTHER_UNIT, 0, 0, format, format)
    writer.repeat(BLANK, UNIT)
  }
}

function formatOf({ type }: Variable, width: number): number {
  if (type === 'text') return (TEXT_FORMAT << 16) | (width << 8)
  return (NUMBER_FORMAT << 16) | (DIGITS[type] << 8) | (type === 'decimal' ? DECIMALS : 0)
}

/** Up to three codes as they are; more as the range from the lowest to the highest. */
function missingOf({ name, missing, values, minimum }: Variable): { kind: number; codes: number[] } {
  const codes = missing.map(({ value }) => value).sort((a, b) => a - b)
  if (codes.length <= MOST_MISSING) return { kind: codes.length, codes }
  const [lowest = 0, highest = 0] = [codes[0], codes.at(-1)]
  const isAmong = (value: unknown) => typeof value === 'number' && value >= lowest && value <= highest
  if (values.some(({ value }) => isAmong(value)) || (minimum !== undefined && minimum <= highest))
    throw new Error(`answers to ${name} lie between its missing codes`)
  return { kind: RANGE, codes: [lowest, highest] }
}

/** Labels of numbers, and of texts that fit into one unit; those of longer texts are an extension. */
export function writeValueLabels(writer: ByteWriter, { variable, width, position }: SavColumn, say: Say): void {
  const labels = [...variable.values, ...variable.missing]
  if (labels.length === 0 || width > UNIT) return
  writer.int32(RECORD.valueLabels, labels.length)
  for (const { value, label } of labels) {
    if (width > 0) writer.field(String(value), UNIT, BLANK)
    else writer.float64(Number(value))
    const bytes = encodeUpTo(say(label), LONGEST_VALUE_LABEL)
    writer.uint8(bytes.length)
    writer.bytes(bytes)
    writer.repeat(BLANK, upTo(UNIT, 1 + bytes.length) - 1 - bytes.length)
  }
  writer.int32(RECORD.labelledVariables, 1, position)
}

const upTo = (multiple: number, bytes: number) => Math.ceil(bytes / multiple) * multiple
