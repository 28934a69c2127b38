import { describeVariable, perLanguage } from '#app/instruments/describe-variable'
import type { FieldValues } from '#app/instruments/field-values'
import type { Instrument, NumberItem } from '#app/instruments/instrument-schema'
import type { ItemKind } from '#app/instruments/item-kind'
import { parseNumber } from '#app/instruments/parse-number'
import { isTicked } from '#app/instruments/ticked'

/** A number with its unit. More decimals than the question takes are rounded: nobody knows four weeks to the minute. */
export const number: ItemKind<NumberItem> = {
  fields: ({ id }) => [id],
  read: ({ id, minimum, maximum, decimals }, fields, instrument) => {
    if (isNothing(instrument, id, fields)) return { answers: { [id]: 0 } }
    const value = fields[id] ?? ''
    if (value.trim() === '') return { answers: { [id]: { missing: 'skipped' } }, isOpen: true }
    const typed = parseNumber(value)
    if (typed === undefined) return { errors: { [id]: { code: 'number' } } }
    if (typed < minimum || typed > maximum) return { errors: { [id]: { code: 'range', values: { minimum, maximum } } } }
    const factor = 10 ** decimals
    return { answers: { [id]: Math.round(typed * factor) / factor } }
  },
  scores: ({ id }, answers) => {
    const answer = answers[id]
    return { [id]: typeof answer === 'number' ? answer : null }
  },
  variables: (item, _instrument, texts) => [
    describeVariable(item, {
      variable: item.id,
      kind: 'number',
      wording: perLanguage(texts, (text) => text.items[item.id]?.text),
      minimum: item.minimum,
      maximum: item.maximum,
      units: perLanguage(texts, (text) => text.items[item.id]?.unit),
      missing: ['skipped'],
    }),
  ],
  words: () => ['unit'],
}

/** Whether a ticked "nothing to share out" makes this number 0. */
function isNothing(instrument: Instrument, itemId: string, fields: FieldValues): boolean {
  return instrument.sections.some((section) =>
    section.items.some(
      (item) => item.kind === 'constant_sum' && item.none.zero === itemId && isTicked(fields[item.none.field]),
    ),
  )
}
