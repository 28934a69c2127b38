import type { Instrument } from './instrument-schema'
import { kindOf } from './item-kinds'

/** What was typed, by field name, exactly as it was typed. */
export type FieldValues = Record<string, string>

/** As long as a whole form may be (see limit-body): a text that is too long is told its true length, and kept. */
const LONGEST = 256 * 1024

/** Names of all fields that a form of this instrument has. */
export function fieldNames(instrument: Instrument): string[] {
  return instrument.sections.flatMap((section) => section.items.flatMap((item) => kindOf(item).fields(item)))
}

/**
 * The instrument's own fields of a posted form, none of them cut; whatever else a form carries is not read.
 * Characters that no database stores (NUL, halves of a surrogate pair) become U+FFFD.
 */
export function pickFieldValues(instrument: Instrument, read: (name: string) => unknown): FieldValues {
  const values: FieldValues = {}
  for (const name of fieldNames(instrument)) {
    const value = read(name)
    if (typeof value === 'string' && value !== '')
      values[name] = value.slice(0, LONGEST).toWellFormed().replaceAll('\u0000', '\ufffd')
  }
  return values
}
