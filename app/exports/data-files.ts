import { FORMATS, type Format, type FormatName } from './formats/formats'

/** One row per response, or one row per answer. */
const SHAPES = ['wide', 'long'] as const

export interface DataFile {
  name: string
  shape: (typeof SHAPES)[number]
  format: Format
}

const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[]
const nameOf = (shape: string, format: FormatName) => `responses-${shape}.${FORMATS[format].ending}`

/** The files in which the answers of a study can be taken away: per format the wide one, then the long one. */
export function listDataFiles(): { format: FormatName; names: string[] }[] {
  return FORMAT_NAMES.map((format) => ({ format, names: SHAPES.map((shape) => nameOf(shape, format)) }))
}

/** @returns undefined for a name that is none of those */
export function findDataFile(name: string): DataFile | undefined {
  for (const shape of SHAPES)
    for (const format of FORMAT_NAMES)
      if (name === nameOf(shape, format)) return { name, shape, format: FORMATS[format] }
  return undefined
}
