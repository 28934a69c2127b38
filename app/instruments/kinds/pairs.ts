import type { Answers, Scores } from '#app/instruments/answers'
import { describeVariable, labelPoints, perLanguage } from '#app/instruments/describe-variable'
import { type PairsItem, SPOKEN_MISSING } from '#app/instruments/instrument-schema'
import type { ItemKind } from '#app/instruments/item-kind'
import { possiblePoints, readPoint, scorePoint } from '#app/instruments/read-point'
import { writeFields } from '#app/instruments/write-fields'

export const PAIR_RATINGS = ['importance', 'received'] as const

/**
 * Parts rated twice: how important, how well received. Scores: the mean of both (0–100) and the gap, received − importance
 * (−100 … 100; negative: less than what matters), over the parts that have both ratings, when at least half of them do.
 */
export const pairs: ItemKind<PairsItem> = {
  fields: ratingNames,
  read: (item, fields) => {
    const read = ratingNames(item).map((id) => readPoint({ ...item, id }, fields[id] ?? ''))
    return {
      answers: Object.assign({}, ...read.map(({ answers }) => answers)),
      errors: Object.assign({}, ...read.map(({ errors }) => errors)),
      isOpen: read.some(({ isOpen }) => isOpen),
    }
  },
  possible: (item) => possiblePoints(item),
  write: (item, answers) => writeFields(ratingNames(item), answers),
  scores: scorePairs,
  variables: (item, _instrument, texts) =>
    item.parts.flatMap((part) =>
      PAIR_RATINGS.map((rating) =>
        describeVariable(item, {
          variable: `${part.id}_${rating}`,
          kind: 'rating',
          wording: perLanguage(
            texts,
            (text) => `${text.items[item.id]?.text} – ${text.parts[part.id]?.text} (${rating})`,
          ),
          minimum: item.minimum,
          maximum: item.maximum,
          values: labelPoints(texts, item, (text) => text.scales?.[item[rating]] ?? []),
          missing: [...(item.missing ?? SPOKEN_MISSING), 'skipped'],
        }),
      ),
    ),
  words: ({ importance, received, parts }) => [
    `scales.${importance}`,
    `scales.${received}`,
    ...parts.map((part) => `parts.${part.id}`),
  ],
}

function ratingNames({ parts }: PairsItem): string[] {
  return parts.flatMap((part) => PAIR_RATINGS.map((rating) => `${part.id}_${rating}`))
}

function scorePairs({ id, minimum, maximum, parts }: PairsItem, answers: Answers): Scores {
  const point = (part: string, rating: string) => scorePoint(answers[`${part}_${rating}`], minimum, maximum)
  const both = parts.flatMap((part) => {
    const [importance, received] = [point(part.id, 'importance'), point(part.id, 'received')]
    return importance === null || received === null ? [] : [{ importance, received }]
  })
  const isEnough = both.length > 0 && both.length * 2 >= parts.length
  const mean = (rating: 'importance' | 'received') =>
    isEnough ? both.reduce((sum, pair) => sum + pair[rating], 0) / both.length : null
  const [importance, received] = [mean('importance'), mean('received')]
  return {
    [`${id}_importance`]: importance,
    [`${id}_received`]: received,
    [`${id}_gap`]: importance === null || received === null ? null : received - importance,
  }
}
