import type { Answers } from './answers'
import type { FieldValues } from './field-values'
import {
  type AgreementItem,
  type ConstantSumItem,
  type Instrument,
  type Item,
  type NumberItem,
  SPOKEN_MISSING,
} from './instrument-schema'
import { parseNumber } from './parse-number'

/** What a ticked box sends. */
const TICKED = '1'

/** What is wrong with a field: key of a text, and the numbers that stand in it. */
export interface AnswerError {
  code: 'unknown-choice' | 'whole-number' | 'number' | 'range' | 'sum'
  values?: Record<string, number>
}

export type ParsedAnswers =
  /** `open`: items that were left open; they are stored as skipped */
  { ok: true; answers: Answers; open: string[] } | { ok: false; errors: Record<string, AnswerError> }

/**
 * Reads a form of this instrument; fields of other names are not looked at. Shares are never rescaled: what does not fit
 * is an error beside its field.
 */
export function parseAnswers(instrument: Instrument, fields: FieldValues): ParsedAnswers {
  const answers: Answers = {}
  const errors: Record<string, AnswerError> = {}
  const open: string[] = []
  for (const item of instrument.sections.flatMap((section) => section.items)) {
    const read = readItem(instrument, item, fields)
    Object.assign(answers, read.answers)
    Object.assign(errors, read.errors)
    if (read.isOpen) open.push(item.id)
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, answers, open }
}

interface ReadItem {
  answers?: Answers
  errors?: Record<string, AnswerError>
  isOpen?: boolean
}

function readItem(instrument: Instrument, item: Item, fields: FieldValues): ReadItem {
  switch (item.kind) {
    case 'agreement':
      return readAgreement(instrument.scale, item, fields[item.id] ?? '')
    case 'number':
      return isNothing(instrument, item.id, fields)
        ? { answers: { [item.id]: 0 } }
        : readNumber(item, fields[item.id] ?? '')
    case 'constant_sum':
      return fields[item.none.field] === TICKED ? fillParts(item, 'no_contact') : readSum(item, fields)
  }
}

/** Whether a ticked "nothing to share out" makes this number 0. */
function isNothing(instrument: Instrument, itemId: string, fields: FieldValues): boolean {
  return instrument.sections.some((section) =>
    section.items.some(
      (item) => item.kind === 'constant_sum' && item.none.zero === itemId && fields[item.none.field] === TICKED,
    ),
  )
}

function readAgreement({ minimum, maximum }: Instrument['scale'], item: AgreementItem, value: string): ReadItem {
  const { id, missing = SPOKEN_MISSING } = item
  if (value === '') return { answers: { [id]: { missing: 'skipped' } }, isOpen: true }
  const reason = missing.find((offered) => offered === value)
  if (reason) return { answers: { [id]: { missing: reason } } }
  for (let point = minimum; point <= maximum; point++) if (value === String(point)) return { answers: { [id]: point } }
  return { errors: { [id]: { code: 'unknown-choice' } } }
}

/** More decimals than the question takes are rounded: nobody knows four weeks to the minute. */
function readNumber({ id, minimum, maximum, decimals }: NumberItem, value: string): ReadItem {
  if (value.trim() === '') return { answers: { [id]: { missing: 'skipped' } }, isOpen: true }
  const number = parseNumber(value)
  if (number === undefined) return { errors: { [id]: { code: 'number' } } }
  if (number < minimum || number > maximum) return { errors: { [id]: { code: 'range', values: { minimum, maximum } } } }
  const factor = 10 ** decimals
  return { answers: { [id]: Math.round(number * factor) / factor } }
}

function readSum(item: ConstantSumItem, fields: FieldValues): ReadItem {
  const typed = item.parts.map((part) => (fields[part.id] ?? '').trim())
  if (typed.every((text) => text === '')) return { ...fillParts(item, 'skipped'), isOpen: true }
  const answers: Answers = {}
  const errors: Record<string, AnswerError> = {}
  let sum = 0
  for (const [index, part] of item.parts.entries()) {
    const share = typed[index] === '' ? 0 : parseNumber(typed[index] ?? '')
    if (share === undefined || !Number.isInteger(share) || share > item.total)
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
