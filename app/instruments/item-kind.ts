import type { Answers, Scores } from './answers'
import type { CodebookEntry } from './codebook-entry'
import type { FieldValues } from './field-values'
import type { Instrument, InstrumentText } from './instrument-schema'

/** What is wrong with a field: key of a text, and the numbers that stand in it. */
export interface AnswerError {
  code:
    | 'unknown-choice'
    | 'whole-number'
    | 'number'
    | 'ambiguous'
    | 'fraction'
    | 'decimals'
    | 'range'
    | 'sum'
    | 'too-long'
  values?: Record<string, number> | undefined
}

export interface ReadItem {
  answers?: Answers
  errors?: Record<string, AnswerError>
  /** the question was left open, and should not have been */
  isOpen?: boolean
}

/** What can stand in a field of the form, for whoever lays a condition on it. */
export interface PossibleAnswers {
  /** words that it can hold; undefined where any text can be typed */
  words: readonly string[] | undefined
  /** numbers that it can hold, undefined where there are none */
  numbers: { minimum: number; maximum: number; areWhole: boolean } | undefined
}

export type TextsByLanguage = ReadonlyMap<string, InstrumentText>

/**
 * All that differs between kinds of questions, beside how they look: one file of `kinds/` each, one component of the
 * answer form, and their row in `item-kinds.ts`.
 */
export interface ItemKind<Item> {
  /** names of the form's fields */
  fields(item: Item): string[]
  /** what a posted form says, checked; nothing is ever rescaled or guessed */
  read(item: Item, fields: FieldValues, instrument: Instrument): ReadItem
  /** the form's fields from which `read` reads these answers */
  write(item: Item, answers: Answers, instrument: Instrument): FieldValues
  /** what one of its fields can hold */
  possible(item: Item, field: string, instrument: Instrument): PossibleAnswers
  /** scores of one response that belong to this question alone; null where it cannot be scored */
  scores(item: Item, answers: Answers, instrument: Instrument): Scores
  /** the variables that the answers become, as a codebook describes them */
  variables(item: Item, instrument: Instrument, texts: TextsByLanguage): CodebookEntry[]
  /** what a language file must word beside the question itself, as paths: `hint`, `options.kept`, `parts.x`, `scales.x` */
  words(item: Item): string[]
}
