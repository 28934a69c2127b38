import { describeVariable, labelPoints, perLanguage } from '#app/instruments/describe-variable'
import { type BipolarItem, SPOKEN_MISSING } from '#app/instruments/instrument-schema'
import type { ItemKind } from '#app/instruments/item-kind'
import { possiblePoints, readPoint, scorePoint } from '#app/instruments/read-point'
import { writeFields } from '#app/instruments/write-fields'

/** A point between two opposites; as a score 0–100, the middle is 50. */
export const bipolar: ItemKind<BipolarItem> = {
  fields: ({ id }) => [id],
  read: (item, fields) => readPoint(item, fields[item.id] ?? ''),
  possible: (item) => possiblePoints(item),
  write: ({ id }, answers) => writeFields([id], answers),
  scores: ({ id, minimum, maximum }, answers) => ({ [id]: scorePoint(answers[id], minimum, maximum) }),
  variables: (item, _instrument, texts) => [
    describeVariable(item, {
      variable: item.id,
      kind: 'bipolar',
      wording: perLanguage(texts, (text) => text.items[item.id]?.text),
      minimum: item.minimum,
      maximum: item.maximum,
      values: labelPoints(texts, item, (text) => text.scales?.[item.anchors] ?? []),
      missing: [...(item.missing ?? SPOKEN_MISSING), 'skipped'],
    }),
  ],
  words: ({ anchors }) => [`scales.${anchors}`],
}
