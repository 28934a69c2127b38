import type { Answers, Scores } from './answers'
import type { AgreementItem, Instrument } from './instrument-schema'
import { kindOf } from './item-kinds'
import { scorePoint } from './read-point'

/**
 * Scores of one response: each construct 0–100 (mean of the answered items, reversed ones recoded, when at least half
 * are answered), and what each kind of question gives by itself: shares with their totals, numbers, single indicators.
 * Null where it cannot be scored. Half rule: Fairclough & Cella 1996 (Quality of Life Research 5).
 */
export function scoreResponse(instrument: Instrument, answers: Answers): Scores {
  const items = instrument.sections.flatMap((section) => section.items)
  const scores: Scores = {}
  const scales = scaleItems(items)
  for (const construct of new Set(scales.map((item) => item.construct))) {
    const own = scales.filter((item) => item.construct === construct)
    scores[construct] = scoreScale(instrument.scale, own, answers)
  }
  for (const item of items) Object.assign(scores, kindOf(item).scores(item, answers, instrument))
  return scores
}

/** The items that make scales with others of their construct. */
export function scaleItems(items: Instrument['sections'][number]['items']): AgreementItem[] {
  return items.filter((item): item is AgreementItem => item.kind === 'agreement' && !item.isAlone)
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
  return scorePoint(mean, minimum, maximum)
}

/** Ids of all scores that an instrument gives, in the order of its items. */
export function scoreNames(instrument: Instrument): string[] {
  return Object.keys(scoreResponse(instrument, {}))
}
