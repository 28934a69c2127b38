import type { Audience } from '#app/studies/promise'
import type { SideIndexDefinition } from '#app/trust/index-definition'
import { indicesAsked } from '#app/trust/indices'
import type { DecidedIndex } from './suppression/decide-wave'

/**
 * The indices that are told where these scores were asked for. A difference of two scores is told beside them only where the
 * same people have all three: not of groups and waves.
 */
export function indicesTold(scores: readonly string[], audience: Audience): SideIndexDefinition[] {
  return indicesAsked(scores).map((index) =>
    index.differenceOf && audience !== 'attributed' ? { ...index, isMeanOfScores: false } : index,
  )
}

/** Indices as suppression looks at them: whose answers are behind each. */
export function decidedIndices(indices: readonly SideIndexDefinition[]): DecidedIndex[] {
  return indices.map(({ id, scores: [score = ''], measure, isMeanOfScores, matchedWith }) => ({
    ...{ id, isPooled: isMeanOfScores },
    isIn: isMeanOfScores
      ? (scores) => typeof scores[score] === 'number'
      : (scores) => measure([{ scores }]) !== undefined,
    isMatched: (scores) => matchedWith === undefined || typeof scores[matchedWith] === 'number',
  }))
}
