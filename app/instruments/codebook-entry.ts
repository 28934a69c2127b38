import type { MissingReason } from './answers'

export interface CodebookEntry {
  variable: string
  /** the question as it was asked, per language; `{partner}` stands for the other firm */
  wording: Record<string, string>
  kind: 'agreement' | 'bipolar' | 'rating' | 'choice' | 'tick' | 'number' | 'percent' | 'text'
  minimum: number | undefined
  maximum: number | undefined
  /** what numbers mean, in their order; empty where they speak for themselves */
  values: { value: number; label: Record<string, string> }[]
  /** the unit of numbers, per language; empty for scales */
  units: Record<string, string>
  /** why the value can be missing; data files have these as MISSING_CODES */
  missing: MissingReason[]
  isReversed: boolean
  construct: string
  source: string
  /** the item's code in the catalogue of scales; undefined where the item is our own */
  code: string | undefined
  /** who was asked; undefined = everybody */
  universe: { sides: string[] | undefined; functions: string[] | undefined; when: string | undefined }
  /** numbers that stand for stored words in data files, by word; undefined where answers are stored as they are exported */
  codes: Record<string, number> | undefined
  /** the tick without which a text leaves nobody's hands; undefined where none is needed */
  consent: string | undefined
}

/** Codes of missing answers in data files: numbers, so that answer columns stay numeric. */
export const MISSING_CODES: Record<MissingReason, number> = {
  no_contact: -96,
  not_applicable: -97,
  cannot_say: -98,
  skipped: -99,
}

/** Whole numbers below this one stand for missing answers, so no question takes any number below it. */
export const LEAST_NUMBER = Math.max(...Object.values(MISSING_CODES)) + 1
