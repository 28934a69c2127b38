import type { ConstantSumItem, SPOKEN_MISSING } from '#app/instruments/instrument-schema'
import type { Condition } from './parse-condition'

/** Words by language. */
export type Words = ReadonlyMap<string, string>
export type SpokenMissing = (typeof SPOKEN_MISSING)[number]

export interface DraftOption {
  /** as the imported file stores it */
  value: string
  words: Words
}

export interface DraftMissing extends DraftOption {
  reason: SpokenMissing
}

interface DraftQuestion {
  path: string
  /** wanted as the item's id */
  name: string
  /** begins an id where the name gives none */
  prefix?: string
  /** what conditions of the imported file call it */
  reference: string
  text: Words
  hint?: Words
  /** all of them must be met; undefined stands for one that could not be read */
  conditions: readonly (Condition | undefined)[]
}

export interface DraftPoint {
  /** as the imported file stores it */
  value: string
  point: number
}

export type DraftAgreement = DraftQuestion & {
  kind: 'agreement'
  /** statements with the same make a scale */
  construct: string
  points: DraftPoint[]
  missing: DraftMissing[]
}
export type DraftBipolar = DraftQuestion & {
  kind: 'bipolar'
  points: (DraftPoint & { words: Words })[]
  missing: DraftMissing[]
}
export type DraftChoice = DraftQuestion & { kind: 'choice'; options: DraftOption[]; missing: DraftMissing[] }
export type DraftChoices = DraftQuestion & { kind: 'choices'; options: DraftOption[]; noneValue: string }
export type DraftNumber = DraftQuestion & {
  kind: 'number'
  minimum: number
  maximum: number
  decimals: number
  unit: Words
}
export type DraftText = DraftQuestion & { kind: 'text'; maximum: number }
export type DraftSum = DraftQuestion & {
  kind: 'constant_sum'
  total: number
  none: { name: string; words: Words }
  /** reference of the number that is 0 where there is nothing to share out */
  zero: string
  parts: {
    name: string
    reference: string
    group: ConstantSumItem['parts'][number]['group']
    text: Words
    hint: Words
  }[]
}

export type DraftItem = DraftAgreement | DraftBipolar | DraftChoice | DraftChoices | DraftNumber | DraftText | DraftSum

export interface DraftSection {
  path: string
  name: string
  title: Words
  text: Words
  isShuffled: boolean
  startsPage: boolean
  items: DraftItem[]
}

/** An imported questionnaire before it has names that are valid here. */
export interface Draft {
  title: Words
  description: Words
  sections: DraftSection[]
  /** references of statements that are recoded before they are added up */
  reversed: ReadonlySet<string>
}

export const NO_WORDS: Words = new Map()
