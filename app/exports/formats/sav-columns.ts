import type { Dataset, Variable } from '#app/exports/dataset'
import { utf8Length } from './dataset-values'
import type { ColumnSize } from './measure-columns'
import { shortenNames } from './shorten-names'

/** Bytes: of the longest text, of the longest in one piece, and what a piece of a longer one counts for. */
const LONGEST_TEXT = 32_767
export const LONGEST_PIECE = 255
const COUNTED_PER_PIECE = 252
/** A text lies in units of eight bytes; a number is one. */
export const UNIT = 8

const LONGEST_NAME = 64
/** Words of the command language. */
const RESERVED = /^(all|and|by|eq|ge|gt|le|lt|ne|not|or|to|with)$/i

/** One of the variables in the file: a number, a text, or a piece of a long text. */
interface SavPiece {
  /** eight characters at most; begins with @, as no name of ours does, so that it is never taken for one */
  shortName: string
  /** bytes of a text; 0 for a number */
  width: number
  /** units of eight bytes in every case */
  units: number
}

export interface SavColumn {
  variable: Variable
  name: string
  /** bytes of its texts; 0 for a number */
  width: number
  pieces: readonly [SavPiece, ...SavPiece[]]
  /** place of its first unit in a case, from 1 */
  position: number
}

/** How the variables of a dataset lie in the file. @param sizes where text variables do not say their width */
export function planSavColumns(dataset: Dataset, sizes: readonly ColumnSize[] | undefined): SavColumn[] {
  const names = shortenNames(
    dataset.variables.map(({ name }) => name),
    LONGEST_NAME,
    RESERVED,
  )
  let position = 1
  let count = 0
  return dataset.variables.map((variable, index) => {
    const width = variable.type === 'text' ? widthOf(variable, sizes?.[index]) : 0
    const widths = piecesOf(width)
    const pieces = widths.map((one) => ({
      shortName: `@${++count}`,
      width: one,
      units: Math.max(1, Math.ceil(one / UNIT)),
    })) as [SavPiece, ...SavPiece[]]
    const column = { variable, name: names[index] ?? variable.name, width, pieces, position }
    position += pieces.reduce((sum, piece) => sum + piece.units, 0)
    return column
  })
}

function widthOf(variable: Variable, size: ColumnSize | undefined): number {
  const longest = variable.width ?? size?.longest ?? LONGEST_TEXT
  const codes = variable.values.map(({ value }) => utf8Length(String(value)))
  return Math.min(LONGEST_TEXT, Math.max(1, longest, ...codes))
}

function piecesOf(width: number): number[] {
  if (width <= LONGEST_PIECE) return [width]
  const count = Math.ceil(width / COUNTED_PER_PIECE)
  const last = width - COUNTED_PER_PIECE * (count - 1)
  return [...Array.from({ length: count - 1 }, () => LONGEST_PIECE), last]
}
