import { describeVariable, perLanguage } from '#app/instruments/describe-variable'
import type { ConstantSumItem, Instrument, NumberItem } from '#app/instruments/instrument-schema'
import type { ItemKind } from '#app/instruments/item-kind'
import { hasNothingToShare } from '#app/instruments/kinds/constant-sum'
import { parseNumber } from '#app/instruments/parse-number'
import { isTicked } from '#app/instruments/ticked'
import { writeFields } from '#app/instruments/write-fields'

/** A number with its unit. More decimals than the question takes are rounded: nobody knows four weeks to the minute. */
export const number: ItemKind<NumberItem> = {
  fields: ({ id }) => [id],
  read: ({ id, minimum, maximum, decimals }, fields, instrument) => {
    const sum = sumThatZeroes(instrument, id)
    if (sum && isTicked(fields[sum.none.field])) return { answers: { [id]: 0 } }
    const value = fields[id] ?? ''
    if (value.trim() === '') return { answers: { [id]: { missing: 'skipped' } }, isOpen: true }
    const typed = parseNumber(value)
    if (typed === undefined) return { errors: { [id]: { code: 'number' } } }
    if (typed < minimum || typed > maximum) return { errors: { [id]: { code: 'range', values: { minimum, maximum } } } }
    const factor = 10 ** decimals
    return { answers: { [id]: Math.round(typed * factor) / factor } }
  },
  // with decimals that are rounded only when they are stored
  possible: ({ minimum, maximum }) => ({ words: [], numbers: { minimum, maximum, areWhole: false } }),
  write: ({ id }, answers, instrument) => {
    const sum = sumThatZeroes(instrument, id)
    // the tick says it already; taken away, the number is open again
    return sum && hasNothingToShare(sum, answers) ? {} : writeFields([id], answers)
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

/** The question of which a ticked "nothing to share out" makes this number 0. */
function sumThatZeroes(instrument: Instrument, itemId: string): ConstantSumItem | undefined {
  return instrument.sections
    .flatMap((section) => section.items)
    .find((item) => item.kind === 'constant_sum' && item.none.zero === itemId) as ConstantSumItem | undefined
}
