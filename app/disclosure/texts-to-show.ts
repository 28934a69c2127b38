import type { Answer } from '#app/instruments/answers'
import { SIDES, type Side } from '#app/trust/scored-response'
import { fewestComments } from './policy'

interface TextInput<Response extends { side: Side; participantId: string }> {
  /** of one relationship in one wave */
  responses: readonly Response[]
  /** what somebody answered to an item */
  answerTo: (response: Response, item: string) => Answer | null | undefined
  /** item and the tick with which its author allows to show it */
  consents: readonly { item: string; consent: string }[]
  /** what the wave promises */
  minimumGroupSize: number
}

/**
 * Which texts may be shown: those of a side to a question that enough of its people allowed. Each text may then be by any
 * of them; with fewer, who wrote it could be guessed.
 * @returns whether the texts of that side to that question may be shown; the author's own tick is looked at beside it
 */
export function textsToShow<Response extends { side: Side; participantId: string }>({
  responses,
  answerTo,
  consents,
  minimumGroupSize,
}: TextInput<Response>): (side: Side, item: string) => boolean {
  const fewest = fewestComments(minimumGroupSize)
  const shown = new Set<string>()
  for (const { item, consent } of consents) {
    const authors: Record<Side, Set<string>> = { buyer: new Set(), supplier: new Set() }
    for (const response of responses)
      if (isText(answerTo(response, item)) && answerTo(response, consent) === 1)
        authors[response.side].add(response.participantId)
    for (const side of SIDES) if (authors[side].size >= fewest) shown.add(`${side} ${item}`)
  }
  return (side, item) => shown.has(`${side} ${item}`)
}

function isText(answer: Answer | null | undefined): boolean {
  return typeof answer === 'string' && answer.trim() !== ''
}
