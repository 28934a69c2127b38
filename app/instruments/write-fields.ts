import { type Answers, missingReason } from './answers'
import type { FieldValues } from './field-values'
import { SPOKEN_MISSING } from './instrument-schema'

/** Fields that hold their answers as they are; what was left open stays open. */
export function writeFields(names: readonly string[], answers: Answers): FieldValues {
  const fields: FieldValues = {}
  for (const name of names) {
    const answer = answers[name]
    const said = SPOKEN_MISSING.find((reason) => reason === missingReason(answer))
    if (said) fields[name] = said
    else if (answer !== undefined && typeof answer !== 'object') fields[name] = String(answer)
  }
  return fields
}
