import type { SampleSummary } from '#app/statistics/descriptive/summarize-sample'
import type { WeighedScores } from './scored-response'

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
  /** the score that its people are compared by */
  matchedWith?: string
  /** whether it has a second value, of the people who have both scores */
  isCompared?: boolean
  /** the indices that it is the difference of, person by person: their people must be the same for all three to be told */
  differenceOf?: readonly string[]
  /** the index of which it weighs the same answers: told only where the same people are behind both */
  weightedOf?: readonly string[]
  measure: (responses: readonly WeighedScores[]) => SampleSummary | undefined
  /** where respondents weigh unequally: the share of the weight that one of them has, 0–1 */
  largestShare?: (responses: readonly WeighedScores[]) => number
}

/** An index of the pair: computed from one side index (`of`) of both sides, defined only where both have it. */
export interface PairIndexDefinition extends IndexDefinition {
  side: 'both'
  of: string
  /** how the intervals of both sides make its own: this times the root of the sum of their squares; undefined for none */
  spread: number | undefined
  measure: (buyer: SampleSummary, supplier: SampleSummary) => IndexValue
}
