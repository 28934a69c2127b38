import { describeVariable, perLanguage } from '#app/instruments/describe-variable'
import type { ConstantSumItem, Instrument, NumberItem } from '#app/instruments/instrument-schema'
import type { ItemKind } from '#app/instruments/item-kind'
import { hasNothingToShare } from '#app/instruments/kinds/constant-sum'
import { readNumbers, writeNumber } from '#app/instruments/parse-number'
import { isTicked } from '#app/instruments/ticked'
import { writeFields } from '#app/instruments/write-fields'

/** A number with its unit. More decimals than the question takes are an error: nothing is rounded behind anybody's back. */
export const number: ItemKind<NumberItem> = {
  fields: ({ id }) => [id],
  read: ({ id, minimum, maximum, decimals }, fields, instrument) => {
    const sum = sumThatZeroes(instrument, id)
    if (sum && isTicked(fields[sum.none.field])) return { answers: { [id]: 0 } }
    const value = fields[id] ?? ''
    if (value.trim() === '') return { answers: { [id]: { missing: 'skipped' } }, isOpen: true }
    const [reading, other] = readNumbers(value)
    if (reading === undefined) return { errors: { [id]: { code: 'number' } } }
    if (other !== undefined)
      return { errors: { [id]: { code: 'ambiguous', values: { grouped: Number(reading), decimal: Number(other) } } } }
    if (fractionOf(reading).length > decimals)
      return {
        errors: { [id]: decimals === 0 ? { code: 'fraction' } : { code: 'decimals', values: { count: decimals } } },
      }
    const typed = Number(reading) + 0
    if (typed < minimum || typed > maximum) return { errors: { [id]: { code: 'range', values: { minimum, maximum } } } }
    return { answers: { [id]: typed } }
  },
  // with decimals that are rounded only when they are stored
  possible: ({ minimum, maximum }) => ({ words: [], numbers: { minimum, maximum, areWhole: false } }),
  write: ({ id }, answers, instrument) => {
    const sum = sumThatZeroes(instrument, id)
    // the tick says it already; taken away, the number is open again
    if (sum && hasNothingToShare(sum, answers)) return {}
    const answer = answers[id]
    return typeof answer === 'number' ? { [id]: writeNumber(answer) } : writeFields([id], answers)
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

/** Decimals that say something: `7.50` has one. */
function fractionOf(reading: string): string {
  return (reading.split('.')[1] ?? '').replace(/(?<!0)0+$/, '')
}

/** The question of which a ticked "nothing to share out" makes this number 0. */
function sumThatZeroes(instrument: Instrument, itemId: string): ConstantSumItem | undefined {
  return instrument.sections
    .flatMap((section) => section.items)
    .find((item) => item.kind === 'constant_sum' && item.none.zero === itemId) as ConstantSumItem | undefined
}
