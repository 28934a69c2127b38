import type { Answers } from './answers'
import type { FieldValues } from './field-values'
import type { Instrument } from './instrument-schema'
import { kindOf } from './item-kinds'

/** Answers as the form's fields: what `parseAnswers` reads from them are the same answers. */
export function toFields(instrument: Instrument, answers: Answers): FieldValues {
  const items = instrument.sections.flatMap((section) => section.items)
  return Object.assign({}, ...items.map((item) => kindOf(item).write(item, answers, instrument)))
}
