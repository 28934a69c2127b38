import { describeVariable, labelPoints, perLanguage } from '#app/instruments/describe-variable'
import { type ChoiceItem, SPOKEN_MISSING } from '#app/instruments/instrument-schema'
import type { ItemKind } from '#app/instruments/item-kind'
import { writeFields } from '#app/instruments/write-fields'

/** One of several options, stored by its id, in data files by its number in the order of the form. */
export const choice: ItemKind<ChoiceItem> = {
  fields: ({ id }) => [id],
  read: ({ id, options, missing = SPOKEN_MISSING }, fields) => {
    const value = fields[id] ?? ''
    if (value === '') return { answers: { [id]: { missing: 'skipped' } }, isOpen: true }
    const reason = missing.find((offered) => offered === value)
    if (reason) return { answers: { [id]: { missing: reason } } }
    return options.includes(value) ? { answers: { [id]: value } } : { errors: { [id]: { code: 'unknown-choice' } } }
  },
  possible: ({ options, missing = SPOKEN_MISSING }) => ({ words: [...options, ...missing], numbers: undefined }),
  write: ({ id }, answers) => writeFields([id], answers),
  scores: () => ({}),
  variables: (item, _instrument, texts) => [
    describeVariable(item, {
      variable: item.id,
      kind: 'choice',
      wording: perLanguage(texts, (text) => text.items[item.id]?.text),
      minimum: 1,
      maximum: item.options.length,
      values: labelPoints(texts, { minimum: 1, maximum: item.options.length }, (text) =>
        item.options.map((option) => text.items[item.id]?.options?.[option]),
      ),
      codes: Object.fromEntries(item.options.map((option, index) => [option, index + 1])),
      missing: [...(item.missing ?? SPOKEN_MISSING), 'skipped'],
    }),
  ],
  words: ({ options }) => options.map((option) => `options.${option}`),
}
