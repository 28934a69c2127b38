import type { Value } from '#app/exports/dataset'
import type { ByteWriter } from './byte-writer'
import { numberOf, textOf } from './dataset-values'
import { LONGEST_PIECE, type SavColumn, UNIT } from './sav-columns'

export const BYTECODE_COMPRESSION = 1
/** Its commands: 1 to 251 are whole numbers, shifted. */
export const COMPRESSION_BIAS = 100
const LOWEST_SHORT = 1 - COMPRESSION_BIAS
const HIGHEST_SHORT = 251 - COMPRESSION_BIAS
const PADDING = 0
const LITERAL = 253
const BLANKS = 254
const SYSTEM_MISSING = 255

const COMMANDS_PER_BLOCK = 8
const BLANK = 0x20
const encoder = new TextEncoder()

/** Cases, compressed: blocks of eight commands of one byte, each followed by the units of eight bytes that they announce. */
export class SavCases {
  readonly #writer: ByteWriter
  readonly #columns: readonly SavColumn[]
  readonly #text: Uint8Array
  #block = 0
  #commands = COMMANDS_PER_BLOCK

  constructor(writer: ByteWriter, columns: readonly SavColumn[]) {
    this.#writer = writer
    this.#columns = columns
    // a text of the longest width, and blanks behind it up to the border of a unit
    this.#text = new Uint8Array(Math.max(0, ...columns.map(({ width }) => width)) + LONGEST_PIECE + UNIT)
  }

  /** Whether a block has just ended: only there may the writer be emptied. */
  get isAtBorder(): boolean {
    return this.#commands === COMMANDS_PER_BLOCK
  }

  add(row: readonly Value[]): void {
    for (const [index, column] of this.#columns.entries()) {
      const value = row[index]
      if (column.width === 0) this.#addNumber(numberOf(value, column.name))
      else this.#addText(textOf(value), column)
    }
  }

  end(): void {
    while (!this.isAtBorder) this.#command(PADDING)
  }

  #addNumber(value: number | null): void {
    if (value === null) this.#command(SYSTEM_MISSING)
    else if (Number.isInteger(value) && value >= LOWEST_SHORT && value <= HIGHEST_SHORT)
      this.#command(value + COMPRESSION_BIAS)
    else {
      this.#command(LITERAL)
      this.#writer.float64(value)
    }
  }

  #addText(text: string, { name, variable, width, pieces }: SavColumn): void {
    const { read, written } = encoder.encodeInto(text, this.#text.subarray(0, width))
    if (read < text.length && variable.width !== undefined && variable.width <= width)
      throw new Error(`the column ${name} holds a text of more than ${variable.width} bytes`)
    for (const [index, piece] of pieces.entries()) {
      const start = index * LONGEST_PIECE
      const end = Math.min(written, start + (pieces.length === 1 ? width : LONGEST_PIECE))
      for (let unit = 0; unit < piece.units; unit += 1)
        this.#addUnit(start + unit * UNIT, Math.min(end, start + (unit + 1) * UNIT))
    }
  }

  #addUnit(start: number, end: number): void {
    if (start >= end) this.#command(BLANKS)
    else {
      this.#command(LITERAL)
      this.#writer.bytes(this.#text.subarray(start, end))
      this.#writer.repeat(BLANK, UNIT - (end - start))
    }
  }

  #command(command: number): void {
    if (this.isAtBorder) {
      this.#block = this.#writer.reserve(COMMANDS_PER_BLOCK)
      this.#commands = 0
    }
    this.#writer.setUint8(this.#block + this.#commands, command)
    this.#commands += 1
  }
}
