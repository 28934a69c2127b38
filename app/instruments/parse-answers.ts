import type { Answers } from './answers'
import type { FieldValues } from './field-values'
import type { Instrument } from './instrument-schema'
import type { AnswerError } from './item-kind'
import { kindOf } from './item-kinds'

export type ParsedAnswers =
  /** `open`: items that were left open; they are stored as skipped */
  { ok: true; answers: Answers; open: string[] } | { ok: false; errors: Record<string, AnswerError> }

/**
 * Reads a form of this instrument; fields of other names are not looked at. Nothing is rescaled: what does not fit is an
 * error beside its field.
 */
export function parseAnswers(instrument: Instrument, fields: FieldValues): ParsedAnswers {
  const answers: Answers = {}
  const errors: Record<string, AnswerError> = {}
  const open: string[] = []
  for (const item of instrument.sections.flatMap((section) => section.items)) {
    const read = kindOf(item).read(item, fields, instrument)
    Object.assign(answers, read.answers)
    Object.assign(errors, read.errors)
    if (read.isOpen) open.push(item.id)
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, answers, open }
}
