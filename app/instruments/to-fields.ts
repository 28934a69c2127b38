import type { Answers } from './answers'
import type { FieldValues } from './field-values'
import type { Instrument } from './instrument-schema'
import { kindOf } from './item-kinds'
import { noneField } from './kinds/choices'
import { TICKED } from './ticked'

/** Answers as the form's fields: what `parseAnswers` reads from them are the same answers. */
export function toFields(instrument: Instrument, answers: Answers): FieldValues {
  const fields: FieldValues = {}
  for (const item of instrument.sections.flatMap((section) => section.items)) {
    for (const name of kindOf(item).fields(item)) {
      const answer = answers[name]
      if (answer === undefined) continue
      if (typeof answer !== 'object') fields[name] = String(answer)
      else if (answer.missing === 'not_applicable' || answer.missing === 'cannot_say') fields[name] = answer.missing
    }
    if (item.kind === 'constant_sum' && item.parts.some((part) => reasonOf(answers[part.id]) === 'no_contact')) {
      fields[item.none.field] = TICKED
      delete fields[item.none.zero]
    }
    if (item.kind === 'choices') {
      const ticks = item.options.map((option) => answers[`${item.id}_${option}`])
      if (ticks.every((tick) => tick === 0)) fields[noneField(item.id)] = TICKED
    }
  }
  // a tick that was not set has no field
  for (const [name, value] of Object.entries(fields)) if (value === '0' && isTick(instrument, name)) delete fields[name]
  return fields
}

function reasonOf(answer: Answers[string] | undefined): string | undefined {
  return typeof answer === 'object' ? answer.missing : undefined
}

function isTick(instrument: Instrument, name: string): boolean {
  return instrument.sections
    .flatMap((section) => section.items)
    .some(
      (item) =>
        (item.kind === 'choices' || (item.kind === 'text' && name !== item.id)) &&
        kindOf(item).fields(item).includes(name),
    )
}
