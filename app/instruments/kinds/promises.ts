import type { PromisesItem } from '#app/instruments/instrument-schema'
import type { ItemKind } from '#app/instruments/item-kind'
import { writeFields } from '#app/instruments/write-fields'

/** Verdicts on a promise, with what each counts towards "kept", 0–100. */
export const PROMISE_VERDICTS = { kept: 100, partly: 50, not_kept: 0 } as const
const isVerdict = (value: unknown): value is keyof typeof PROMISE_VERDICTS =>
  typeof value === 'string' && Object.hasOwn(PROMISE_VERDICTS, value)

const fieldsOf = ({ id, parts = [] }: PromisesItem) => parts.map((part) => `${id}_${part.id}`)

/**
 * One question per open promise of the partner; which ones there are is known when the form is made, and their wording is
 * the promise's own. Data files hold the score, the register of promises holds each verdict.
 */
export const promises: ItemKind<PromisesItem> = {
  fields: fieldsOf,
  read: (item, fields) => {
    const read = fieldsOf(item).map((id) => {
      const value = fields[id] ?? ''
      if (value === '') return { answers: { [id]: { missing: 'skipped' as const } }, isOpen: true }
      if (value === 'cannot_say') return { answers: { [id]: { missing: 'cannot_say' as const } } }
      return isVerdict(value) ? { answers: { [id]: value } } : { errors: { [id]: { code: 'unknown-choice' as const } } }
    })
    return {
      answers: Object.assign({}, ...read.map((one) => ('answers' in one ? one.answers : {}))),
      errors: Object.assign({}, ...read.map((one) => ('errors' in one ? one.errors : {}))),
      isOpen: read.some((one) => 'isOpen' in one && one.isOpen),
    }
  },
  possible: () => ({ words: [...Object.keys(PROMISE_VERDICTS), 'cannot_say'], numbers: undefined }),
  write: (item, answers) => writeFields(fieldsOf(item), answers),
  scores: (item, answers) => {
    const verdicts = fieldsOf(item)
      .map((id) => answers[id])
      .filter(isVerdict)
    const sum = verdicts.reduce((total, verdict) => total + PROMISE_VERDICTS[verdict], 0)
    return { [item.id]: verdicts.length > 0 ? sum / verdicts.length : null }
  },
  variables: () => [],
  words: () => Object.keys(PROMISE_VERDICTS).map((verdict) => `options.${verdict}`),
}
