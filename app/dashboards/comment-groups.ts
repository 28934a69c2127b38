import type { ReleasedComments } from '#app/disclosure/read-comments.server'
import type { ResultRelationship, ResultStudy } from '#app/disclosure/read-results.server'
import { pipeText } from '#app/instruments/pipe-text'
import { type Template, templateText } from '#app/instruments/template'
import type { Side } from '#app/trust/scored-response'

export interface CommentGroup {
  wave: number
  side: Side
  /** as the people were asked, about the firm that they were asked about */
  question: string
  texts: string[]
}

interface CommentContext {
  study: ResultStudy
  relationship: ResultRelationship
  /** what each wave asked, by its id: a pulse asks something else than its study */
  templates: ReadonlyMap<string, Template>
  language: string
}

/** Released comments with the question that they answer, those of the newest wave first. */
export function commentGroups(
  comments: readonly ReleasedComments[],
  { study, relationship, templates, language }: CommentContext,
): CommentGroup[] {
  return study.waves.toReversed().flatMap(({ id, number }) =>
    comments
      .filter(({ waveId }) => waveId === id)
      .map(({ side, item, texts }) => {
        const partner = side === 'buyer' ? relationship.supplierName : relationship.buyerName
        const template = templates.get(id)
        const text = (template && templateText(template, language, side).items[item]?.text) ?? item
        return { wave: number, side, texts, question: pipeText(text, { partner, wave: String(number) }) }
      }),
  )
}
