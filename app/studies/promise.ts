import type { TFunction } from 'i18next'
import { isolateName } from '#app/i18n/isolate-name'

/**
 * Who may see results: both firms of a relationship from a minimum of answers on; each firm what its own people say, and of
 * the others only pools over several firms; nobody but pools; or by company name (never by person).
 */
export const AUDIENCES = ['shared', 'own-side', 'pooled', 'attributed'] as const
export type Audience = (typeof AUDIENCES)[number]

/** The confidentiality promise of a study: this record makes the words, the suppression and the database constraint. */
export interface ConfidentialityPromise {
  audience: Audience
  /** how many people must have answered before a value is shown: 3–10 of a side, 5–10 of a pool, 1 when attributed */
  minimumGroupSize: number
  /** nothing is asked about a relationship, but facts about the person's own firm */
  isAboutFirm?: boolean
  /** figures over many relationships go into pools over workspaces, too */
  isBenchmarked?: boolean
}

/** What can be promised for each audience, the least first; a pool over firms needs more people than a side. */
export const MINIMUM_GROUP_SIZES: Readonly<Record<Audience, readonly [number, ...number[]]>> = {
  shared: [3, 4, 5, 6, 7, 8, 9, 10],
  'own-side': [5, 6, 7, 8, 9, 10],
  pooled: [5, 6, 7, 8, 9, 10],
  attributed: [1],
}

/** Whether what people say of a single relationship is told to no other firm. */
export function showsOnlyPools(audience: Audience): boolean {
  return audience === 'pooled' || audience === 'own-side'
}

/**
 * Whether figures of a study go into pools over workspaces where the workspace shares them: those of single relationships, where
 * such are shown at all.
 */
export function mayBenchmark({
  audience,
  isAboutFirm,
}: Pick<ConfidentialityPromise, 'audience' | 'isAboutFirm'>): boolean {
  return !showsOnlyPools(audience) && !isAboutFirm
}

/** How long single answers are kept after a wave is published, in months. */
export const RETENTION_MONTHS = { least: 1, most: 120, usual: 24 } as const

/** All that a respondent reads before the first answer; it follows from the study's settings and from nothing else. */
export interface PromiseFacts extends ConfidentialityPromise {
  studyName: string
  contactName: string
  contactEmail: string
  /** why the survey is made; empty where the administrator said nothing */
  purpose: string
  retentionMonths: number
  /** nothing of a trial is kept: it is deleted when it ends */
  isTrial?: boolean
}

/** Who asks, why, who will see what, how long it is kept, what one may leave out, whom to ask: a paragraph each. */
export function promiseStatement(t: TFunction, facts: PromiseFacts): string[] {
  const { purpose, retentionMonths, isTrial = false } = facts
  const names = {
    contactName: isolateName(facts.contactName),
    contactEmail: isolateName(facts.contactEmail),
    studyName: isolateName(facts.studyName),
  }
  return [
    ...(isTrial ? [t('promise.trial')] : []),
    t('promise.who', names),
    purpose || t('promise.why'),
    promiseText(t, facts),
    ...(isTrial ? [] : [t('promise.kept', { count: retentionMonths })]),
    t('promise.voluntary'),
    t('promise.ask', names),
  ]
}

/** The promise in words; the same words stand in the invitation, on the respondent's page and beside the results. */
export function promiseText(t: TFunction, promise: ConfidentialityPromise): string {
  const { audience, minimumGroupSize: minimum, isAboutFirm, isBenchmarked } = promise
  const words = t(isAboutFirm ? `promise.firm.${audience}` : `promise.${audience}`, { minimum })
  return isBenchmarked ? `${words} ${t('promise.benchmarked')}` : words
}
