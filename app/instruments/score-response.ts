import type { Answer, Answers, Scores } from './answers'
import type { AgreementItem, ConstantSumItem, Instrument } from './instrument-schema'

/**
 * Scores of one response: each construct 0–100 (mean of the answered items, reversed ones recoded, when at least half
 * are answered), each share of a sum in percent with the totals `unproductive` and `unproductive_strict`, and each
 * number as it is. Null where it cannot be scored. Half rule: Fairclough & Cella 1996 (Quality of Life Research 5).
 */
export function scoreResponse(instrument: Instrument, answers: Answers): Scores {
  const items = instrument.sections.flatMap((section) => section.items)
  const scores: Scores = {}
  const agreement = items.filter((item) => item.kind === 'agreement')
  for (const construct of new Set(agreement.map((item) => item.construct))) {
    const own = agreement.filter((item) => item.construct === construct)
    scores[construct] = scoreScale(instrument.scale, own, answers)
  }
  for (const item of items) {
    if (item.kind === 'number') scores[item.id] = numberOf(answers[item.id])
    if (item.kind === 'constant_sum') Object.assign(scores, scoreSum(item, answers))
  }
  return scores
}

function scoreScale(
  { minimum, maximum }: Instrument['scale'],
  items: AgreementItem[],
  answers: Answers,
): number | null {
  const points = items.flatMap((item) => {
    const answer = answers[item.id]
    if (typeof answer !== 'number') return []
    return [item.isReversed ? minimum + maximum - answer : answer]
  })
  if (points.length === 0 || points.length * 2 < items.length) return null
  const mean = points.reduce((sum, point) => sum + point, 0) / points.length
  return ((mean - minimum) / (maximum - minimum)) * 100
}

/** All shares or none: a part without its whole says nothing. */
function scoreSum(item: ConstantSumItem, answers: Answers): Scores {
  const shares = item.parts.map((part) => ({ ...part, share: numberOf(answers[part.id]) }))
  const isWhole = shares.every(({ share }) => share !== null)
  const total = (...groups: string[]) =>
    isWhole
      ? shares.filter(({ group }) => groups.includes(group)).reduce((sum, { share }) => sum + (share ?? 0), 0)
      : null
  return {
    ...Object.fromEntries(shares.map(({ id, share }) => [id, isWhole ? share : null])),
    unproductive: total('unproductive_strict', 'unproductive'),
    unproductive_strict: total('unproductive_strict'),
  }
}

function numberOf(answer: Answer | undefined): number | null {
  return typeof answer === 'number' ? answer : null
}

/** Ids of all scores that an instrument gives, in the order of its items. */
export function scoreNames(instrument: Instrument): string[] {
  return Object.keys(scoreResponse(instrument, {}))
}
