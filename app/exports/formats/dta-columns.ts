import type { Dataset, Variable } from '#app/exports/dataset'
import type { ColumnSize } from './measure-columns'
import { shortenNames } from './shorten-names'

export const LONGEST_NAME = 32
/** Bytes of a text that lies among the other data. */
const LONGEST_TEXT = 2045
const MOST_VARIABLES = 32_767
/** Words of the command language that are spelled as our names are. */
const RESERVED = /^(byte|double|float|if|in|int|long|str\d+|using|with)$/
/** Bytes of a long text beside its own: what stands before it, and the zero behind it. */
const LONG_TEXT_FRAME = 21

/** Codes of the types in the file; that of a short text is its width. Numbers: what each holds, and what stands for `.` */
const INTEGERS = [
  { kind: 'byte', code: 65_530, bytes: 1, lowest: -127, highest: 100, missing: 101, format: '%8.0g' },
  { kind: 'int', code: 65_529, bytes: 2, lowest: -32_767, highest: 32_740, missing: 32_741, format: '%8.0g' },
  {
    kind: 'long',
    code: 65_528,
    bytes: 4,
    lowest: -2_147_483_647,
    highest: 2_147_483_620,
    missing: 2_147_483_621,
    format: '%12.0g',
  },
] as const
const DOUBLE = { kind: 'double', code: 65_526, bytes: 8, format: '%10.0g' } as const
const LONG_TEXT = { kind: 'long text', code: 32_768, bytes: 8, format: '%9s' } as const

export type DtaStorage =
  | (typeof INTEGERS)[number]
  | typeof DOUBLE
  | typeof LONG_TEXT
  | { kind: 'text'; code: number; bytes: number; format: string }

export interface DtaColumn {
  variable: Variable
  name: string
  /** among the variables, from 1 */
  position: number
  storage: DtaStorage
  /** what all its long texts take in the file */
  longTextBytes: number
  /** code of a missing answer → 1 for `.a`, 2 for `.b` … */
  letters: ReadonlyMap<number, number>
}

/** What stands for a missing answer in value labels, where all codes are of type long: this for `.`, one more for `.a` … */
export const MISSING_LABEL = INTEGERS[2].missing

/** How the variables of a dataset lie in the file. */
export function planDtaColumns(dataset: Dataset, sizes: readonly ColumnSize[]): DtaColumn[] {
  if (dataset.variables.length > MOST_VARIABLES)
    throw new Error(`Stata holds ${MOST_VARIABLES} variables, ${dataset.name} has ${dataset.variables.length}`)
  const names = shortenNames(
    dataset.variables.map(({ name }) => name),
    LONGEST_NAME,
    RESERVED,
  )
  return dataset.variables.map((variable, index) => {
    const size = sizes[index] ?? { lowest: 0, highest: 0, longest: 0, texts: 0, bytes: 0 }
    const storage = storageOf(variable, size)
    return {
      variable,
      name: names[index] ?? variable.name,
      position: index + 1,
      storage,
      longTextBytes: storage.kind === 'long text' ? size.texts * LONG_TEXT_FRAME + size.bytes : 0,
      letters: new Map(variable.missing.map(({ value }) => [value, letterOf(value, variable.name)])),
    }
  })
}

function storageOf({ type }: Variable, { lowest, highest, longest }: ColumnSize): DtaStorage {
  if (type === 'decimal') return DOUBLE
  if (type === 'integer') return INTEGERS.find((one) => lowest >= one.lowest && highest <= one.highest) ?? DOUBLE
  if (longest > LONGEST_TEXT) return LONG_TEXT
  const width = Math.max(1, longest)
  return { kind: 'text', code: width, bytes: width, format: `%${width}s` }
}

/** The same letter for the same code in every file: −96 is `.a`, −97 `.b`, down to −121 for `.z`. */
function letterOf(code: number, name: string): number {
  const letter = -95 - code
  if (Number.isInteger(letter) && letter >= 1 && letter <= 26) return letter
  throw new Error(`Stata has no letter for the missing code ${code} of ${name}`)
}
