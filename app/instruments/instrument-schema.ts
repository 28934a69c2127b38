import { z } from 'zod'

/** Names that a form field cannot have: a property of every object, the form's own fields, properties of a form in the browser. */
const RESERVED = ['constructor', 'intent', 'confirm_open', 'action', 'method', 'submit', 'elements', 'length']

const id = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/)
  .refine((name) => !RESERVED.includes(name), { error: 'is a reserved name' })

const measured = {
  id,
  construct: id,
  source: z.string().min(1),
  code: z.string().optional(),
  /** who is asked; without it everybody */
  sides: z
    .array(z.enum(['buyer', 'supplier']))
    .min(1)
    .optional(),
  functions: z.array(id).min(1).optional(),
}

/** What can be said instead of a point, in the order of the form. */
export const SPOKEN_MISSING = ['not_applicable', 'cannot_say'] as const

const agreementItem = z.strictObject({
  kind: z.literal('agreement'),
  ...measured,
  isReversed: z.boolean().optional(),
  /** without it both are offered */
  missing: z.array(z.enum(SPOKEN_MISSING)).optional(),
})
const numberItem = z.strictObject({
  kind: z.literal('number'),
  ...measured,
  minimum: z.number(),
  maximum: z.number(),
  /** digits after the point that may be typed */
  decimals: z.number().int().min(0).max(3),
})
const constantSumItem = z.strictObject({
  kind: z.literal('constant_sum'),
  ...measured,
  total: z.number().int().positive(),
  /** a tick that says there was nothing to share out, and the number item that is then 0 */
  none: z.strictObject({ field: id, zero: id }),
  parts: z
    .array(z.strictObject({ id, group: z.enum(['unproductive_strict', 'unproductive', 'productive', 'neutral']) }))
    .min(2),
})

/** An instrument without its words: what is asked, in which order, how it is scored. */
export const instrumentSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  version: z.number().int().positive(),
  /** ends of the agreement scale */
  scale: z.strictObject({ minimum: z.number().int(), maximum: z.number().int() }),
  sections: z.array(
    z.strictObject({
      id,
      /** whether items come in an order of their own for each person (the same in all waves) */
      isShuffled: z.boolean(),
      items: z.array(z.discriminatedUnion('kind', [agreementItem, numberItem, constantSumItem])).min(1),
    }),
  ),
})

const words = z.string().min(1)

/** One wording for both sides, or one for each. */
const sidedWords = z.union([words, z.strictObject({ buyer: words, supplier: words })])

/** A language file: the words of an instrument in one language. `{partner}` stands for the other firm's name. */
export const instrumentTextSchema = z.strictObject({
  title: words,
  description: words,
  /** one per scale point, from the lowest */
  anchors: z.array(words),
  missing: z.strictObject({ not_applicable: words, cannot_say: words }),
  sections: z.record(id, z.strictObject({ title: words, text: words })),
  items: z.record(
    id,
    z.strictObject({ text: sidedWords, hint: words.optional(), unit: words.optional(), none: words.optional() }),
  ),
  parts: z.record(id, z.strictObject({ text: words, hint: words.optional() })),
})

export type Instrument = z.infer<typeof instrumentSchema>
export type InstrumentTextFile = z.infer<typeof instrumentTextSchema>
export type ItemText = Omit<InstrumentTextFile['items'][string], 'text'> & { text: string }
/** The words in one language as one side reads them. */
export type InstrumentText = Omit<InstrumentTextFile, 'items'> & { items: Record<string, ItemText> }
export type Section = Instrument['sections'][number]
export type Item = Section['items'][number]
export type AgreementItem = Extract<Item, { kind: 'agreement' }>
export type NumberItem = Extract<Item, { kind: 'number' }>
export type ConstantSumItem = Extract<Item, { kind: 'constant_sum' }>

/** Whom a form is for. */
export interface Respondent {
  side: 'buyer' | 'supplier'
  function: string
}
