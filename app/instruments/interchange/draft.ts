import { MOST_ASKED } from '#app/instruments/check-instrument'

/** Words by language. */
export type Words = Record<string, string>

export interface DraftOption {
  value: string
  words: Words
}

/** One comparison of an answer, in the words of the source. */
export interface Comparison {
  name: string
  operator: '=' | 'any' | 'contains' | '>' | '>=' | '<' | '<='
  values: string[]
}

interface DraftCommon {
  /** place in the source */
  path: string
  name: string
  text: Words
  /** all of them must hold */
  when?: Comparison[] | undefined
}

/** A question of another tool, as far as there is something like it here. */
export type DraftItem = DraftCommon &
  (
    | { kind: 'statement'; group: string; points: DraftOption[] }
    | { kind: 'rating'; minimum: number; points: Words[] }
    | { kind: 'choice' | 'choices'; options: DraftOption[] }
    | { kind: 'number'; minimum: number | undefined; maximum: number | undefined; decimals: number }
    | { kind: 'text'; maximum: number | undefined }
  )

export interface DraftSection {
  title: Words
  text: Words
  startsPage: boolean
  items: DraftItem[]
}

export interface DraftTemplate {
  title: Words
  description: Words
  sections: DraftSection[]
}

/** Beyond it neighbouring whole numbers are no longer told apart. */
export const FARTHEST = 1e15

/** More than anybody answers; a file that has more must not keep the program busy for others. */
export const MOST = { ...MOST_ASKED, languages: 20, depth: 10 } as const
