import { describeVariable, labelPoints, perLanguage } from '#app/instruments/describe-variable'
import { type AgreementItem, SPOKEN_MISSING } from '#app/instruments/instrument-schema'
import type { ItemKind } from '#app/instruments/item-kind'
import { possiblePoints, readPoint, scorePoint } from '#app/instruments/read-point'
import { writeFields } from '#app/instruments/write-fields'

/** A statement to agree with. Those of one construct make a scale, which `score-response` scores as a whole. */
export const agreement: ItemKind<AgreementItem> = {
  fields: ({ id }) => [id],
  read: ({ id, missing }, fields, { scale }) => readPoint({ id, missing, ...scale }, fields[id] ?? ''),
  possible: ({ missing }, _field, { scale }) => possiblePoints({ missing, ...scale }),
  write: ({ id }, answers) => writeFields([id], answers),
  scores: ({ id, isAlone, isReversed }, answers, { scale: { minimum, maximum } }) => {
    if (!isAlone) return {}
    const score = scorePoint(answers[id], minimum, maximum)
    return { [id]: score !== null && isReversed ? 100 - score : score }
  },
  variables: (item, { scale: { minimum, maximum } }, texts) => [
    describeVariable(item, {
      variable: item.id,
      kind: 'agreement',
      wording: perLanguage(texts, (text) => text.items[item.id]?.text),
      minimum,
      maximum,
      values: labelPoints(texts, { minimum, maximum }, (text) => text.anchors),
      isReversed: item.isReversed ?? false,
      missing: [...(item.missing ?? SPOKEN_MISSING), 'skipped'],
    }),
  ],
  words: () => [],
}
