import { z } from 'zod'
import { PROMISE_VERDICTS } from '#app/instruments/kinds/promises'
import { day, requiredLine, workFunction } from '#app/relationships/fields'

/** What became of a promise, as the one it was made to sees it. */
export const PROMISE_OUTCOMES = Object.keys(PROMISE_VERDICTS) as (keyof typeof PROMISE_VERDICTS)[]

export const PROMISE_TEXT_LENGTH = 300

const madeOn = day.refine((value) => value !== null, { error: 'relationships.error.required' })

export const promiseSchema = z
  .object({
    madeBy: z.enum(['buyer', 'supplier'], { error: 'relationships.error.required' }),
    text: requiredLine(PROMISE_TEXT_LENGTH),
    madeFunction: workFunction,
    keepFunction: workFunction,
    madeOn,
    dueOn: day,
  })
  .refine(({ madeOn, dueOn }) => !madeOn || !dueOn || dueOn >= madeOn, {
    error: 'evidence.error.due-before-made',
    path: ['dueOn'],
  })

export type PromiseForm = z.infer<typeof promiseSchema>

/** What a button beside a promise asks for. */
export const promiseIntentSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('settle'), id: z.uuid(), outcome: z.enum([...PROMISE_OUTCOMES, 'open']) }),
  z.object({ intent: z.literal('delete'), id: z.uuid() }),
])
