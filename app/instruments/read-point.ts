import { SPOKEN_MISSING } from './instrument-schema'
import type { PossibleAnswers, ReadItem } from './item-kind'

interface Scale {
  id: string
  minimum: number
  maximum: number
  missing?: readonly (typeof SPOKEN_MISSING)[number][] | undefined
}

/** A chosen scale point, or what was chosen instead of one. */
export function readPoint({ id, minimum, maximum, missing = SPOKEN_MISSING }: Scale, value: string): ReadItem {
  if (value === '') return { answers: { [id]: { missing: 'skipped' } }, isOpen: true }
  const reason = missing.find((offered) => offered === value)
  if (reason) return { answers: { [id]: { missing: reason } } }
  for (let point = minimum; point <= maximum; point++) if (value === String(point)) return { answers: { [id]: point } }
  return { errors: { [id]: { code: 'unknown-choice' } } }
}

/** All that `readPoint` takes for an answer. */
export function possiblePoints({ minimum, maximum, missing = SPOKEN_MISSING }: Omit<Scale, 'id'>): PossibleAnswers {
  return { words: missing, numbers: { minimum, maximum, areWhole: true } }
}

/** A point as a value from 0 to 100; null for a missing answer. */
export function scorePoint(answer: unknown, minimum: number, maximum: number): number | null {
  return typeof answer === 'number' ? ((answer - minimum) / (maximum - minimum)) * 100 : null
}
