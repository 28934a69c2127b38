import { cleanText } from '#app/instruments/clean-text'
import { describeVariable, perLanguage } from '#app/instruments/describe-variable'
import type { TextItem } from '#app/instruments/instrument-schema'
import type { ItemKind } from '#app/instruments/item-kind'
import { isTicked, POSSIBLE_TICK, TICKED } from '#app/instruments/ticked'
import { writeFields } from '#app/instruments/write-fields'

/** The tick that allows a text to be shown. */
export const consentField = (id: string) => `${id}_consent`

/** Free text. Nobody is asked twice for one; without the tick it stays between the respondent and nobody else. */
export const text: ItemKind<TextItem> = {
  fields: ({ id, hasConsent }) => (hasConsent ? [id, consentField(id)] : [id]),
  read: ({ id, maximum, hasConsent }, fields) => {
    const value = cleanText(fields[id] ?? '')
    if (value === '') return { answers: { [id]: { missing: 'skipped' } } }
    if (value.length > maximum)
      return { errors: { [id]: { code: 'too-long', values: { maximum, sum: value.length } } } }
    const consent = isTicked(fields[consentField(id)]) ? Number(TICKED) : 0
    return { answers: { [id]: value, ...(hasConsent && { [consentField(id)]: consent }) } }
  },
  possible: ({ id }, field) => (field === consentField(id) ? POSSIBLE_TICK : { words: undefined, numbers: undefined }),
  write: ({ id }, answers) => ({
    ...writeFields([id], answers),
    ...(answers[consentField(id)] === 1 && { [consentField(id)]: TICKED }),
  }),
  scores: () => ({}),
  variables: (item, _instrument, texts) => [
    describeVariable(item, {
      variable: item.id,
      kind: 'text',
      wording: perLanguage(texts, (words) => words.items[item.id]?.text),
      consent: item.hasConsent ? consentField(item.id) : undefined,
      missing: ['skipped'],
    }),
  ],
  words: () => [],
}
