import type { InstrumentTextFile } from './instrument-schema'

/** A word or sentence of a language file with its place: `items.trust_1.text`, `anchors.0`. */
export interface WordsRow {
  place: string
  source: string
  translation: string
}

export const WORDS_COLUMNS = ['place', 'source', 'translation'] as const

/** A language file as a table: one row per text, beside the same text in the language that is translated from. */
export function toWordsTable(source: InstrumentTextFile, translation: InstrumentTextFile | undefined): WordsRow[] {
  const translated = new Map(translation ? flatten(translation, '') : [])
  return flatten(source, '').map(([place, words]) => ({
    place,
    source: words,
    translation: translated.get(place) ?? '',
  }))
}

function flatten(value: unknown, place: string): [string, string][] {
  if (typeof value === 'string') return [[place, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, place === '' ? key : `${place}.${key}`))
}

export type ReadWords =
  | { ok: true; text: unknown }
  /** `columns`: no column `place` or `translation`; `places`: rows that the source does not have; `missing`: rows without words */
  | { ok: false; reason: 'columns' | 'places' | 'missing'; places: string[] }

/**
 * A filled table read back: the source's structure with the words of the column `translation`. Spreadsheets put an
 * apostrophe before a text that looks like a formula.
 * @param rows cells of the file, the header first
 */
export function fromWordsTable([header = [], ...rows]: readonly string[][], source: InstrumentTextFile): ReadWords {
  const columns = header.map((name) => name.trim().toLowerCase())
  const [place, translation] = [columns.indexOf('place'), columns.indexOf('translation')]
  if (place === -1 || translation === -1 || rows.length === 0) return { ok: false, reason: 'columns', places: [] }
  const words = new Map(
    rows.map((row) => [(row[place] ?? '').trim(), (row[translation] ?? '').trim().replace(/^'(?=[=+\-@])/, '')]),
  )
  const known = new Set(flatten(source, '').map(([place]) => place))
  const unknown = [...words.keys()].filter((place) => place !== '' && !known.has(place))
  if (unknown.length > 0) return { ok: false, reason: 'places', places: unknown.slice(0, MOST_NAMED) }
  const missing = [...known].filter((place) => !words.get(place))
  if (missing.length > 0) return { ok: false, reason: 'missing', places: missing.slice(0, MOST_NAMED) }
  return { ok: true, text: fill(source, '', words) }
}

/** Nobody corrects hundreds of places from a list. */
const MOST_NAMED = 20

function fill(value: unknown, place: string, words: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return words.get(place) ?? ''
  const inner = (key: string) => (place === '' ? key : `${place}.${key}`)
  if (Array.isArray(value)) return value.map((one, index) => fill(one, inner(String(index)), words))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, inner(key), words)]))
}
