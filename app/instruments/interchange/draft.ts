/** Words by language. */
export type Words = Record<string, string>

export interface DraftOption {
  value: string
  words: Words
}

interface DraftCommon {
  /** place in the source */
  path: string
  name: string
  text: Words
  when?: { name: string; in?: string[]; minimum?: number; maximum?: number } | undefined
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
