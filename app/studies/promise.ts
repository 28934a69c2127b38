import type { TFunction } from 'i18next'

/** Who may see results: both firms of a relationship from a minimum of answers on, or by company name (never by person). */
export const AUDIENCES = ['shared', 'attributed'] as const
export type Audience = (typeof AUDIENCES)[number]

/** The confidentiality promise of a study: this record makes the words, the suppression and the database constraint. */
export interface ConfidentialityPromise {
  audience: Audience
  /** how many people of a side must have answered before a value of that side is shown: 3–10, or 1 when attributed */
  minimumGroupSize: number
}

export const MINIMUM_GROUP_SIZES = [3, 4, 5, 6, 7, 8, 9, 10] as const

/** The promise in words; the same words stand in the invitation, on the respondent's page and beside the results. */
export function promiseText(t: TFunction, promise: ConfidentialityPromise): string {
  return t(`promise.${promise.audience}`, { minimum: promise.minimumGroupSize })
}
