import { type Answers, missingReason, type Scores } from '#app/instruments/answers'
import { describeVariable, perLanguage } from '#app/instruments/describe-variable'
import type { FieldValues } from '#app/instruments/field-values'
import type { ConstantSumItem } from '#app/instruments/instrument-schema'
import type { AnswerError, ItemKind, ReadItem } from '#app/instruments/item-kind'
import { parseNumber } from '#app/instruments/parse-number'
import { isTicked, POSSIBLE_TICK, TICKED } from '#app/instruments/ticked'
import { writeFields } from '#app/instruments/write-fields'

/** Shares that must make a whole; never rescaled: what does not fit is an error. All of them are scored, or none. */
export const constantSum: ItemKind<ConstantSumItem> = {
  fields: ({ parts, none }) => [...parts.map((part) => part.id), none.field],
  read: (item, fields) =>
    isTicked(fields[item.none.field]) ? fillParts(item, 'no_contact') : readShares(item, fields),
  possible: ({ none, total }, field) =>
    field === none.field ? POSSIBLE_TICK : { words: [], numbers: { minimum: 0, maximum: total, areWhole: true } },
  write: (item, answers) =>
    hasNothingToShare(item, answers)
      ? { [item.none.field]: TICKED }
      : writeFields(
          item.parts.map((part) => part.id),
          answers,
        ),
  scores: scoreShares,
  variables: (item, _instrument, texts) =>
    item.parts.map((part) =>
      describeVariable(item, {
        variable: part.id,
        kind: 'percent',
        wording: perLanguage(texts, (text) => `${text.items[item.id]?.text} – ${text.parts[part.id]?.text}`),
        minimum: 0,
        maximum: item.total,
        units: perLanguage(texts, () => '%'),
        missing: ['no_contact', 'skipped'],
      }),
    ),
  words: ({ parts }) => ['hint', 'none', ...parts.map((part) => `parts.${part.id}`)],
}

/** Whether the tick was set that there was nothing to share out. */
export function hasNothingToShare({ parts }: ConstantSumItem, answers: Answers): boolean {
  return parts.some((part) => missingReason(answers[part.id]) === 'no_contact')
}

function readShares(item: ConstantSumItem, fields: FieldValues): ReadItem {
  const typed = item.parts.map((part) => (fields[part.id] ?? '').trim())
  if (typed.every((text) => text === '')) return { ...fillParts(item, 'skipped'), isOpen: true }
  const answers: Answers = {}
  const errors: Record<string, AnswerError> = {}
  let sum = 0
  for (const [index, part] of item.parts.entries()) {
    const share = typed[index] === '' ? 0 : parseNumber(typed[index] ?? '')
    if (share === undefined || !Number.isInteger(share) || share < 0 || share > item.total)
      errors[part.id] = { code: 'whole-number' }
    else {
      answers[part.id] = share
      sum += share
    }
  }
  if (Object.keys(errors).length > 0) return { errors }
  if (sum !== item.total)
    return { errors: { [item.id]: { code: 'sum', values: { sum, total: item.total, rest: item.total - sum } } } }
  return { answers }
}

function fillParts(item: ConstantSumItem, missing: 'skipped' | 'no_contact'): ReadItem {
  return { answers: Object.fromEntries(item.parts.map((part) => [part.id, { missing }])) }
}

/** A part without its whole says nothing. */
function scoreShares(item: ConstantSumItem, answers: Answers): Scores {
  const shares = item.parts.map((part) => {
    const answer = answers[part.id]
    return { ...part, share: typeof answer === 'number' ? answer : null }
  })
  const isWhole = shares.every(({ share }) => share !== null)
  const total = (...groups: string[]) =>
    isWhole
      ? shares.filter(({ group }) => groups.includes(group)).reduce((sum, { share }) => sum + (share ?? 0), 0)
      : null
  return {
    ...Object.fromEntries(shares.map(({ id, share }) => [id, isWhole ? share : null])),
    unproductive: total('unproductive_strict', 'unproductive'),
    unproductive_strict: total('unproductive_strict'),
  }
}
