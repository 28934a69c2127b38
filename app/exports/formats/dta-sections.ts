import type { Dataset, Words } from '#app/exports/dataset'
import { ByteWriter, encodeUpTo } from './byte-writer'
import { attributesOf } from './codebook-attributes'
import { cutToCharacters, utf8Length } from './dataset-values'
import { type DtaColumn, LONGEST_NAME, MISSING_LABEL } from './dta-columns'
import type { FormatOptions } from './format-options'
import { partsOf } from './made-at'
import { type Say, sayInLanguage } from './say-in-language'

const RELEASE = 118
const LEAST_SIGNIFICANT_FIRST = 'LSF'
/** Characters. */
const LONGEST_LABEL = 80
/** Bytes of fields: four for each character, and a zero behind. */
const NAME_FIELD = 4 * LONGEST_NAME + 1
const LABEL_FIELD = 4 * LONGEST_LABEL + 1
const FORMAT_FIELD = 57
/** Bytes. */
const LONGEST_VALUE_LABEL = 32_000
const LONGEST_CHARACTERISTIC = 67_784
const MAP_ENTRIES = 14
const OFFSET_BYTES = 8

const open = (tag: string) => `<${tag}>`
const close = (tag: string) => `</${tag}>`
export const END_OF_FILE = close('stata_dta')

/** `<tag>…</tag>` */
function section(tag: string, fill: (content: ByteWriter) => void): Uint8Array {
  const content = new ByteWriter()
  content.text(open(tag))
  fill(content)
  content.text(close(tag))
  return content.take()
}

/**
 * All that stands before the data, with the map of where each section begins.
 * @param following bytes of the sections behind, with their tags
 */
export function headSections(
  dataset: Dataset,
  columns: readonly DtaColumn[],
  { language, madeAt }: FormatOptions,
  following: { data: number; longTexts: number; valueLabels: number },
): Uint8Array {
  const say = sayInLanguage(dataset, language)
  const header = headerSection(dataset, say, madeAt)
  const descriptions = [
    section('variable_types', (content) => {
      for (const { storage } of columns) content.uint16(storage.code)
    }),
    section('varnames', (content) => {
      for (const { name } of columns) content.field(name, NAME_FIELD, 0)
    }),
    // the order of rows tells nothing
    section('sortlist', (content) => content.repeat(0, 2 * (columns.length + 1))),
    section('formats', (content) => {
      for (const { storage } of columns) content.field(storage.format, FORMAT_FIELD, 0)
    }),
    section('value_label_names', (content) => {
      for (const column of columns) content.field(labelsOf(column).length > 0 ? column.name : '', NAME_FIELD, 0)
    }),
    section('variable_labels', (content) => {
      for (const { variable } of columns)
        content.field(cutToCharacters(say(variable.label), LONGEST_LABEL), LABEL_FIELD, 0)
    }),
    section('characteristics', (content) => {
      for (const column of columns)
        for (const [name, text] of Object.entries(characteristicsOf(column, say)))
          content.bytes(characteristic(column.name, name, text))
    }),
  ]

  const begin = open('stata_dta')
  const mapLength = open('map').length + MAP_ENTRIES * OFFSET_BYTES + close('map').length
  const lengths = [
    begin.length + header.length,
    mapLength,
    ...descriptions.map((one) => one.length),
    following.data,
    following.longTexts,
    following.valueLabels,
    END_OF_FILE.length,
  ]
  const map = section('map', (content) => {
    let offset = 0
    for (const length of [0, ...lengths]) {
      offset += length
      content.wideInteger(offset, OFFSET_BYTES)
    }
  })

  const head = new ByteWriter()
  head.text(begin)
  for (const part of [header, map, ...descriptions]) head.bytes(part)
  return head.take()
}

function headerSection(dataset: Dataset, say: Say, madeAt: Date): Uint8Array {
  const title = cutToCharacters(say(dataset.title), LONGEST_LABEL)
  const { day, month, year, time } = partsOf(madeAt)
  const moment = `${day} ${month} ${year} ${time.slice(0, 5)}`
  return section('header', (content) => {
    content.text(`${open('release')}${RELEASE}${close('release')}`)
    content.text(`${open('byteorder')}${LEAST_SIGNIFICANT_FIRST}${close('byteorder')}`)
    content.bytes(section('K', (count) => count.uint16(dataset.variables.length)))
    content.bytes(section('N', (count) => count.wideInteger(dataset.rowCount, 8)))
    content.text(open('label'))
    content.uint16(utf8Length(title))
    content.text(`${title}${close('label')}${open('timestamp')}`)
    content.uint8(moment.length)
    content.text(`${moment}${close('timestamp')}`)
  })
}

/** The codebook of a variable, and what Stata has no room for. */
function characteristicsOf({ variable, name }: DtaColumn, say: Say): Record<string, string> {
  const label = say(variable.label)
  const codes = variable.type === 'text' ? variable.values : []
  return {
    ...(name !== variable.name && { name: variable.name }),
    ...([...label].length > LONGEST_LABEL && { label }),
    ...(codes.length > 0 && { values: codes.map((one) => `${one.value} = ${say(one.label)}`).join('; ') }),
    ...attributesOf(variable, say),
  }
}

function characteristic(variableName: string, name: string, text: string): Uint8Array {
  const bytes = encodeUpTo(text, LONGEST_CHARACTERISTIC)
  return section('ch', (content) => {
    content.uint32(2 * NAME_FIELD + bytes.length + 1)
    content.field(variableName, NAME_FIELD, 0)
    content.field(name, NAME_FIELD, 0)
    content.bytes(bytes)
    content.uint8(0)
  })
}

/** Meanings of whole numbers and of missing answers, by the number in the file; texts have none in Stata. */
function labelsOf({ variable, letters }: DtaColumn): { code: number; label: Words }[] {
  if (variable.type === 'text') return []
  const values = variable.values.map(({ value, label }) => ({ code: Number(value), label }))
  const missing = variable.missing.map(({ value, label }) => ({
    code: MISSING_LABEL + (letters.get(value) ?? 0),
    label,
  }))
  return [...values.filter(({ code }) => canHaveLabel(code)), ...missing].sort((a, b) => a.code - b.code)
}

const canHaveLabel = (code: number) => Number.isInteger(code) && Math.abs(code) < MISSING_LABEL

/** A set of labels for each variable that has any, under the variable's name. */
export function valueLabelsSection(
  dataset: Dataset,
  columns: readonly DtaColumn[],
  { language }: FormatOptions,
): Uint8Array {
  const say = sayInLanguage(dataset, language)
  return section('value_labels', (content) => {
    for (const column of columns) {
      const labels = labelsOf(column).map(({ code, label }) => ({
        code,
        bytes: encodeUpTo(say(label), LONGEST_VALUE_LABEL),
      }))
      if (labels.length > 0) content.bytes(section('lbl', (set) => writeLabelSet(set, column.name, labels)))
    }
  })
}

function writeLabelSet(set: ByteWriter, name: string, labels: readonly { code: number; bytes: Uint8Array }[]): void {
  const textBytes = labels.reduce((sum, { bytes }) => sum + bytes.length + 1, 0)
  set.int32(8 + 8 * labels.length + textBytes)
  set.field(name, NAME_FIELD, 0)
  set.repeat(0, 3)
  set.int32(labels.length, textBytes)
  let offset = 0
  for (const { bytes } of labels) {
    set.int32(offset)
    offset += bytes.length + 1
  }
  set.int32(...labels.map(({ code }) => code))
  for (const { bytes } of labels) {
    set.bytes(bytes)
    set.uint8(0)
  }
}
