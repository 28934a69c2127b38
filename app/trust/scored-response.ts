/** On which side of the relationship a respondent answers. */
export const SIDES = ['buyer', 'supplier'] as const
export type Side = (typeof SIDES)[number]

/** What an index may read of one response: scores by score id; null where the response could not be scored. */
export type ScoresOfResponse = Readonly<Record<string, number | null>>

/** Scores of one response, and what it weighs where the study weighs functions: above 0, 1 unless told. */
export interface WeighedScores {
  scores: ScoresOfResponse
  weight?: number | undefined
}

/** One respondent's answers about one relationship in one wave, scored. */
export interface ScoredResponse extends WeighedScores {
  side: Side
}
