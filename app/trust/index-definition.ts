import type { SampleSummary } from '#app/statistics/descriptive/summarize-sample'
import type { ScoresOfResponse } from './scored-response'

/** A row of the registry: how an index is read. */
export interface IndexDefinition {
  id: string
  /** points of a 0–100 scale; percent of face-to-face time; hours in four weeks */
  unit: 'points' | 'percent' | 'hours'
  /** smallest and largest possible value, in that unit; intervals may reach beyond */
  range: readonly [number, number]
  higherIs: 'better' | 'worse' | 'neutral'
}

/** The value of an index without its n: respondents are counted per side, see RawCell. */
export type IndexValue = Omit<SampleSummary, 'n'>

/** An index of one side: computed from the scores of its respondents; undefined if none of them has the score. */
export interface SideIndexDefinition extends IndexDefinition {
  side: 'side'
  /** scores of a response that it needs */
  scores: readonly string[]
  /** whether it is the plain mean of one score, so that it can be pooled over relationships */
  isMeanOfScores: boolean
  /** the score that it is compared with, person by person: it has a second value, of the people who have both */
  matchedWith?: string
  measure: (responses: readonly ScoresOfResponse[]) => SampleSummary | undefined
  /** where respondents weigh unequally: the share of the weight that one of them has, 0–1 */
  largestShare?: (responses: readonly ScoresOfResponse[]) => number
}

/** An index of the pair: computed from one side index (`of`) of both sides, defined only where both have it. */
export interface PairIndexDefinition extends IndexDefinition {
  side: 'both'
  of: string
  measure: (buyer: SampleSummary, supplier: SampleSummary) => IndexValue
}
