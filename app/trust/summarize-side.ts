import type { SampleSummary } from '#app/statistics/descriptive/summarize-sample'
import type { SideIndexDefinition } from './index-definition'
import { SIDE_INDICES } from './indices'
import type { WeighedScores } from './scored-response'

/** Value of a side index: n respondents who have the score, mean, sd, se and 95 % t interval (undefined for n = 1). */
export type SideIndex = SampleSummary

/** All side indices of one side of one relationship in one wave, by index id; an index that nobody has is not in the map. */
export function summarizeSide(
  responses: readonly WeighedScores[],
  indices: readonly SideIndexDefinition[] = SIDE_INDICES,
): ReadonlyMap<string, SideIndex> {
  const summaries = new Map<string, SideIndex>()
  for (const index of indices) {
    const summary = index.measure(responses)
    if (summary) summaries.set(index.id, summary)
  }
  return summaries
}
