/** Words by language (`en`, `ar`, …); a language that has none is not there. */
export type Words = Readonly<Record<string, string>>

/** What a cell holds. Coded missing answers are numbers (see `Variable.missing`); null is: there is nothing. */
export type Value = number | string | null

/** A meaning of a number or code. */
export interface ValueLabel<Code = number | string> {
  value: Code
  label: Words
}

/**
 * A column, and all that a codebook says of it. Every format is written from this and nothing else, so that they say the
 * same.
 */
export interface Variable {
  /** `^[a-z][a-z0-9_]{0,47}$`, unique; formats with shorter names shorten it */
  name: string
  /** what was asked or made of it: identifier, flags, agreement, bipolar, rating, choice, tick, number, percent, text, score, … */
  kind: string
  type: 'integer' | 'decimal' | 'text'
  /** for texts: bytes in UTF-8 of the longest value at most; where it is not there, the table may tell it by `textWidths` */
  width?: number
  measure: 'nominal' | 'ordinal' | 'scale'
  /** what it is, in a few words */
  label: Words
  /** the question as it was asked; `{partner}` stands for the other firm. Empty where nothing was asked */
  question: Words
  /** what values mean, in their order; empty where they speak for themselves */
  values: readonly ValueLabel[]
  /** codes of missing answers, in integer and decimal variables only; never among `values` */
  missing: readonly ValueLabel<number>[]
  minimum?: number
  maximum?: number
  /** of numbers: hours, percent, points */
  unit?: Words
  /** what it measures; empty for what is no answer and no score */
  construct: string
  isReversed: boolean
  /** where the question comes from */
  source: string
  /** the item's code in the catalogue of scales; empty where the item is our own */
  code: string
  /** who was asked; empty for everybody, e.g. `side = buyer; function = quality` */
  universe: string
  /** `name@version` of the instruments that ask it, e.g. `relationship-core@1` */
  instruments: readonly string[]
  /** numbers of the waves that asked it; empty for what is in all */
  waves: readonly number[]
  note: Words
}

/** Some rows, one after the other; taken once. */
export type Page = Iterable<readonly Value[]>

/** A table with its codebook. */
export interface Dataset {
  /** of its file, without an ending: `responses-wide` */
  name: string
  title: Words
  /** languages of the words, the one that is never missing first */
  languages: readonly string[]
  variables: readonly Variable[]
  /** how many rows come, known before the first one: some formats say so at their beginning */
  rowCount: number
  /** widths of texts by variable, where they can be told without reading all rows, yet not for nothing */
  textWidths?(): Promise<ReadonlyMap<string, number>>
  /**
   * Each time from the beginning; some rows at a time, as they are read: handing on each of a million by itself takes as long as
   * writing it. Values in the order of the variables. Memory stays flat however many there are.
   */
  pages(): AsyncIterable<Page>
}
