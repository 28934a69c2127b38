import type { QualityFlag } from '#app/responses/quality-flags'
import type { NoFactorReason } from '#app/statistics/reliability/describe-reliability'

/** What is reported of a scale in one number each, in the order of tables and files. */
export const COEFFICIENTS = [
  'alpha',
  'alpha_low',
  'alpha_high',
  'alpha_standardized',
  'mean_r',
  'omega_minres',
  'omega_ml',
  'composite_reliability',
  'ave',
  'cfi',
  'tli',
  'rmsea',
  'srmr',
  'fit_p',
  'icc1',
  'icc1_low',
  'icc1_high',
  'icc1_n0',
  'icc2',
  'icc2_low',
  'icc2_high',
] as const
export type Coefficient = (typeof COEFFICIENTS)[number]

/** Why an answer to a statement is missing. */
export const ITEM_MISSING = ['not_applicable', 'cannot_say', 'skipped'] as const

/** Null models of r_wg(j): what answers would look like if nobody agreed. */
export const NULL_MODELS = ['uniform', 'slightly_skewed'] as const
export type NullModel = (typeof NULL_MODELS)[number]

export interface ItemMissing {
  /** responses in which the item was asked */
  asked: number
  /** in percent of these */
  percent: Record<(typeof ITEM_MISSING)[number], number>
}

export interface MeasuredItem {
  id: string
  isReversed: boolean
  /** in points of the scale, reversed items recoded; of complete responses, as everything but `missing`; null where it may not be told */
  mean: number | null
  /** null also where it may not be told */
  sd: number | null
  itemRest: number | null
  alphaIfDeleted: number | null
  /** standardized, on one factor by maximum likelihood */
  loading: number | null
  /** null where it may not be told */
  missing: ItemMissing | null
}

/** r_wg(j) over the sides of relationships in which two people and more answered all items. */
export interface AgreementSpread {
  groups: number
  mean: number
  lowerQuartile: number
  median: number
  upperQuartile: number
}

/** How well a scale measured, on one side, in one language or in all together. Null: not defined. */
export interface MeasuredScale {
  /** responses in which all items are answered: a person who answers about two relationships gives two */
  complete: number
  /** relationships about which somebody has a score: the groups of ICC(1) and ICC(2) */
  relationships: number
  coefficients: Record<Coefficient, number | null>
  noFactorBecause: { minres: NoFactorReason | null; ml: NoFactorReason | null }
  items: MeasuredItem[]
  agreement: Record<NullModel, AgreementSpread | null>
}

/** How the responses of one side were answered, in one language or in all together. */
export interface MeasuredAnswering {
  responses: number
  flags: Record<QualityFlag, number>
}
