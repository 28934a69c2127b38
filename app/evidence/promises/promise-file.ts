import { z } from 'zod'
import { code, day, requiredLine, workFunction } from '#app/relationships/fields'
import type { TableFile } from '#app/relationships/parse-import'
import { PROMISE_OUTCOMES, PROMISE_TEXT_LENGTH } from './promise-form'

const REQUIRED = { error: 'relationships.error.required' }
const OUTCOMES = [...PROMISE_OUTCOMES, 'open'] as const
const word = <const Words extends readonly string[]>(words: Words) =>
  z.string(REQUIRED).trim().toLowerCase().pipe(z.enum(words, REQUIRED))

const promiseRowSchema = z
  .object({
    ...{ relationship: code, made_by: word(['buyer', 'supplier']), promise: requiredLine(PROMISE_TEXT_LENGTH) },
    ...{ made_function: workFunction, keep_function: workFunction },
    made_on: day.refine((value) => value !== null, REQUIRED),
    due_on: day,
    outcome: z.preprocess((value) => value || 'open', word(OUTCOMES)),
    settled_on: day,
  })
  .refine(({ made_on, due_on }) => !made_on || !due_on || due_on >= made_on, {
    ...{ error: 'evidence.error.due-before-made', path: ['due_on'] },
  })
  .refine(({ made_on, settled_on }) => !made_on || !settled_on || settled_on >= made_on, {
    ...{ error: 'evidence.error.due-before-made', path: ['settled_on'] },
  })
  .refine(({ outcome, settled_on }) => outcome !== 'open' || settled_on === null, {
    ...{ error: 'evidence.error.still-open', path: ['settled_on'] },
  })

export type PromiseRow = z.infer<typeof promiseRowSchema>

/** What makes a promise of a file the same as one that is recorded: between whom, by whom, in which words, and when. */
export function promiseKey({ relationship, made_by, promise, made_on }: PromiseKeyRow): string {
  return JSON.stringify([relationship, made_by, promise, made_on?.toISOString().slice(0, 10)])
}

type PromiseKeyRow = Pick<PromiseRow, 'relationship' | 'promise' | 'made_on'> & { made_by: string }

const OPTIONAL = ['due_on', 'outcome', 'settled_on']
const COLUMNS = ['relationship', 'made_by', 'promise', 'made_function', 'keep_function', 'made_on', ...OPTIONAL]
export const PROMISE_COLUMNS = COLUMNS.map((name) => ({ name, isRequired: !OPTIONAL.includes(name) }))

/** The file of promises, as it is read and written. */
export const PROMISE_FILE: TableFile<PromiseRow> = {
  ...{ schema: promiseRowSchema as z.ZodType<PromiseRow>, columns: PROMISE_COLUMNS },
  ...{ keyOf: promiseKey, keyColumn: 'promise' },
}

/** A small file that shows what goes into each column. */
export const PROMISE_SAMPLE = `relationship,made_by,promise,made_function,keep_function,made_on,due_on,outcome,settled_on
NAJM-STEEL,buyer,"Forecast of twelve weeks, every Monday",purchasing,logistics,2026-01-15,2026-04-01,kept,2026-03-30
NAJM-OPTIX,supplier,Second source for the lens by summer,sales,engineering,2026-02-03,2026-06-30,not_kept,
NAJM-OPTIX,supplier,قطع غيار في مستودع محلي,sales,service,2026-03-15,,,
`
