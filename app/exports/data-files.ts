import { FORMATS, type Format, type FormatName } from './formats/formats'
import { SHAPES, type Shape } from './shapes'

interface DataFile {
  name: string
  shape: Shape
  format: Format
}

const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[]

/** Names of the tables' files, without an ending. */
export const FILE_NAMES: Readonly<Record<Shape, string>> = {
  wide: 'responses-wide',
  long: 'responses-long',
  indices: 'indices',
  evidence: 'evidence',
  paradata: 'paradata',
}

export const fileNameOf = (shape: Shape, format: FormatName) => `${FILE_NAMES[shape]}.${FORMATS[format].ending}`

/** The files in which the tables of a study can be taken away: for each table one in each format. */
export function listDataFiles(): { shape: Shape; files: { format: FormatName; name: string }[] }[] {
  return SHAPES.map((shape) => ({
    shape,
    files: FORMAT_NAMES.map((format) => ({ format, name: fileNameOf(shape, format) })),
  }))
}

/** @returns undefined for a name that is none of those */
export function findDataFile(name: string): DataFile | undefined {
  for (const shape of SHAPES)
    for (const format of FORMAT_NAMES)
      if (name === fileNameOf(shape, format)) return { name, shape, format: FORMATS[format] }
  return undefined
}
