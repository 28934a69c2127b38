import { describeVariable, perLanguage } from '#app/instruments/describe-variable'
import type { ChoicesItem } from '#app/instruments/instrument-schema'
import type { ItemKind } from '#app/instruments/item-kind'
import { isTicked, POSSIBLE_TICK, TICKED } from '#app/instruments/ticked'

const fieldOf = (id: string, option: string) => `${id}_${option}`

/** The tick "none of these": without it nobody could tell an empty answer from no answer. */
export const noneField = (id: string) => fieldOf(id, 'none')

/** Any number of options, each a variable of its own: 1 chosen, 0 not. */
export const choices: ItemKind<ChoicesItem> = {
  fields: ({ id, options }) => [...options.map((option) => fieldOf(id, option)), noneField(id)],
  read: ({ id, options }, fields) => {
    const ticked = options.map((option) => isTicked(fields[fieldOf(id, option)]))
    const isOpen = !ticked.includes(true) && !isTicked(fields[noneField(id)])
    const answers = options.map(
      (option, index) =>
        [fieldOf(id, option), isOpen ? { missing: 'skipped' as const } : Number(ticked[index])] as const,
    )
    return { answers: Object.fromEntries(answers), isOpen }
  },
  possible: () => POSSIBLE_TICK,
  write: ({ id, options }, answers) => {
    const ticks = options.map((option) => [fieldOf(id, option), answers[fieldOf(id, option)]] as const)
    if (ticks.every(([, tick]) => tick === 0)) return { [noneField(id)]: TICKED }
    return Object.fromEntries(ticks.filter(([, tick]) => tick === 1).map(([field]) => [field, TICKED]))
  },
  scores: () => ({}),
  variables: (item, _instrument, texts) =>
    item.options.map((option) =>
      describeVariable(item, {
        variable: fieldOf(item.id, option),
        kind: 'tick',
        wording: perLanguage(texts, (text) => {
          const words = text.items[item.id]
          return `${words?.text} – ${words?.options?.[option]}`
        }),
        minimum: 0,
        maximum: 1,
        missing: ['skipped'],
      }),
    ),
  words: ({ options }) => options.map((option) => `options.${option}`),
}
