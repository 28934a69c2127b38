import { Unzip, UnzipInflate } from 'fflate'
import { Parser } from 'htmlparser2'

export interface WorkbookLimits {
  packedBytes: number
  unpackedBytes: number
  rows: number
  columns: number
  cells: number
  characters: number
}

/** A form of thousands of rows has a tenth of this; whatever has more must not keep the program busy for others. */
export const WORKBOOK_LIMITS: WorkbookLimits = {
  /** the file as it comes */
  packedBytes: 1024 * 1024,
  /** all parts that are read, unpacked; counted while they are, because what a file announces need not be so */
  unpackedBytes: 8 * 1024 * 1024,
  rows: 10_000,
  columns: 200,
  cells: 200_000,
  /** in all cells together: one long text can stand in every cell */
  characters: 4_000_000,
}

export type Workbook =
  | { ok: true; sheets: ReadonlyMap<string, string[][]> }
  | { ok: false; reason: 'too-large' | 'unreadable' }

const ZIP = [0x50, 0x4b, 0x03, 0x04]
/** .xls, and workbooks with a password */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0]

/** Whether a file is a workbook of a spreadsheet by its first bytes, readable or not. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return [ZIP, COMPOUND_FILE].some((start) => start.every((byte, index) => bytes[index] === byte))
}

class TooLarge extends Error {}
class Unreadable extends Error {}

/**
 * The sheets of an .xlsx file as rows of texts, by name in lower case; rows without a text are left out. Nothing but the
 * named sheets (or the first one) is unpacked: no macro, no picture, no link, no formula (its last value is taken).
 *
 * Format: ECMA-376, Office Open XML, SpreadsheetML. fflate unpacks, piece by piece, and stands alone; htmlparser2 reads the
 * XML and knows no entities but those of XML, so that none can grow. Libraries for whole workbooks (exceljs 4.4.0, 23 MB,
 * nothing new since 2023) unpack everything before one can ask how much it is.
 */
export function readWorkbook(
  bytes: Uint8Array,
  wanted: readonly string[] | 'first',
  limits: WorkbookLimits = WORKBOOK_LIMITS,
): Workbook {
  try {
    return { ok: true, sheets: readSheets(bytes, wanted, limits) }
  } catch (error) {
    return { ok: false, reason: error instanceof TooLarge ? 'too-large' : 'unreadable' }
  }
}

function readSheets(
  bytes: Uint8Array,
  wanted: readonly string[] | 'first',
  limits: WorkbookLimits,
): Map<string, string[][]> {
  if (bytes.length > limits.packedBytes) throw new TooLarge()
  let unpacked = 0
  const unpack = (names: readonly string[]) =>
    unpackParts(bytes, names, (length) => {
      unpacked += length
      if (unpacked > limits.unpackedBytes) throw new TooLarge()
    })
  if (!hasDirectory(bytes)) throw new Unreadable()
  const [workbook, relations] = ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels']
  const parts = unpack([workbook, relations])
  const files = findSheets(parts.get(workbook) ?? '', parts.get(relations) ?? '', wanted)
  if (!parts.has(workbook)) throw new Unreadable()
  const contents = unpack([...files.values(), SHARED_STRINGS])
  const shared = readShared(contents.get(SHARED_STRINGS) ?? '')
  const left = { ...limits }
  return new Map([...files].map(([name, file]) => [name, readRows(contents.get(file) ?? '', shared, left)]))
}

/** An archive ends with its directory: one that broke off would lack sheets unnoticed. */
function hasDirectory(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const first = Math.max(0, bytes.length - 22 - 0xffff)
  for (let at = bytes.length - 22; at >= first; at--) if (view.getUint32(at, true) === 0x06054b50) return true
  return false
}

/** A piece of this length unpacks to a megabyte at most. */
const PIECE = 1024

function unpackParts(
  bytes: Uint8Array,
  names: readonly string[],
  count: (length: number) => void,
): Map<string, string> {
  const parts = new Map<string, { decoder: TextDecoder; text: string }>()
  const archive = new Unzip((file) => {
    if (!names.includes(file.name) || parts.has(file.name)) return
    const part = { decoder: new TextDecoder(), text: '' }
    parts.set(file.name, part)
    file.ondata = (error, data, isLast) => {
      if (error) throw error
      count(data.length)
      part.text += part.decoder.decode(data, { stream: !isLast })
    }
    file.start()
  })
  archive.register(UnzipInflate)
  for (let at = 0; at < bytes.length; at += PIECE)
    archive.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length)
  return new Map([...parts].map(([name, { text }]) => [name, text]))
}

const SHARED_STRINGS = 'xl/sharedStrings.xml'

interface XmlReader {
  open?(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

/** Deeper than any part of a workbook. */
const DEEPEST = 30

/** Names come without their prefix: some programs write `x:row`. */
function readXml(xml: string, { open, text, close }: XmlReader): void {
  const own = (name: string) => name.slice(name.indexOf(':') + 1)
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth += 1
        if (depth > DEEPEST) throw new Unreadable()
        open?.(own(name), attributes)
      },
      ontext: (part) => text?.(part),
      onclosetag: (name) => {
        depth -= 1
        close?.(own(name))
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
}

/** Where the wanted sheets lie in the file. */
function findSheets(workbook: string, relations: string, wanted: readonly string[] | 'first'): Map<string, string> {
  const targets = new Map<string, string>()
  readXml(relations, {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  const found = new Map<string, string>()
  readXml(workbook, {
    open: (name, attributes) => {
      const title = (attributes.name ?? '').trim().toLowerCase()
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1]
      const target = targets.get(id ?? '')
      const isWanted = wanted === 'first' ? found.size === 0 : wanted.includes(title) && !found.has(title)
      if (name === 'sheet' && target && isWanted) found.set(title, target)
    },
  })
  return found
}

/** Texts that cells refer to by their number; their formats and readings (of Japanese words) are left out. */
function readShared(xml: string): string[] {
  const texts: string[] = []
  let [isText, isReading] = [false, false]
  readXml(xml, {
    open: (name) => {
      if (name === 'si') texts.push('')
      if (name === 't') isText = true
      if (name === 'rPh') isReading = true
    },
    text: (part) => {
      if (isText && !isReading) texts[texts.length - 1] += part
    },
    close: (name) => {
      if (name === 't') isText = false
      if (name === 'rPh') isReading = false
    },
  })
  return texts
}

/** @param left of cells and characters in all sheets together: what is read is taken from it */
function readRows(xml: string, shared: readonly string[], left: WorkbookLimits): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let count = 0
  let cell = { column: -1, kind: '', text: '' }
  let [isValue, isReading] = [false, false]
  const endCell = () => {
    const text = textOf(cell.kind, cell.text, shared)
    if (text === '') return
    left.cells -= 1
    left.characters -= text.length
    if (cell.column >= left.columns || left.cells < 0 || left.characters < 0) throw new TooLarge()
    while (row.length < cell.column) row.push('')
    row[cell.column] = text
  }
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = []
        cell.column = -1
      } else if (name === 'c') {
        const letters = /^[A-Z]{1,3}/i.exec(attributes.r ?? '')?.[0]
        cell = { column: letters ? columnOf(letters) : cell.column + 1, kind: attributes.t ?? 'n', text: '' }
      } else if (name === 'rPh') isReading = true
      else if (name === 'v' || name === 't') isValue = true
    },
    text: (part) => {
      if (isValue && !isReading) cell.text += part
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'rPh') isReading = false
      else if (name === 'c') endCell()
      else if (name === 'row' && row.length > 0) {
        count += 1
        if (count > left.rows) throw new TooLarge()
        rows.push(row)
      }
    },
  })
  return rows
}

/** `A` is 0, `AB` is 27. */
function columnOf(letters: string): number {
  const digits = [...letters.toUpperCase()].map((letter) => letter.charCodeAt(0) - 64)
  return digits.reduce((sum, digit) => sum * 26 + digit, 0) - 1
}

/** What a cell shows, as far as a form needs it: numbers without their format, errors not at all. */
function textOf(kind: string, text: string, shared: readonly string[]): string {
  switch (kind) {
    case 's':
      return (shared[Number(text)] ?? '').trim()
    case 'b':
      return text.trim() === '1' ? 'true' : 'false'
    case 'e':
      return ''
    case 'n':
      return text.trim() === '' || !Number.isFinite(Number(text)) ? '' : String(Number(text))
    default:
      return text.trim()
  }
}
