import type { Answers } from '#app/instruments/answers'
import { SIDES, type Side } from '#app/trust/scored-response'
import { fewestComments } from './policy'

interface TextInput {
  /** of one relationship in one wave */
  responses: readonly { side: Side; participantId: string; answers: Answers }[]
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
export function textsToShow({
  responses,
  consents,
  minimumGroupSize,
}: TextInput): (side: Side, item: string) => boolean {
  const fewest = fewestComments(minimumGroupSize)
  const shown = new Set<string>()
  for (const { item, consent } of consents) {
    const authors: Record<Side, Set<string>> = { buyer: new Set(), supplier: new Set() }
    for (const { side, participantId, answers } of responses)
      if (isText(answers[item]) && answers[consent] === 1) authors[side].add(participantId)
    for (const side of SIDES) if (authors[side].size >= fewest) shown.add(`${side} ${item}`)
  }
  return (side, item) => shown.has(`${side} ${item}`)
}

function isText(answer: Answers[string] | undefined): boolean {
  return typeof answer === 'string' && answer.trim() !== ''
}
