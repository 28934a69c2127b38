import { z } from 'zod'

const id = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const measured = { id, construct: id, source: z.string().min(1), code: z.string().optional() }

const agreementItem = z.strictObject({ kind: z.literal('agreement'), ...measured, isReversed: z.boolean().optional() })
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

/** The words of an instrument in one language. `{partner}` stands for the other firm's name. */
export const instrumentTextSchema = z.strictObject({
  title: words,
  description: words,
  /** one per scale point, from the lowest */
  anchors: z.array(words),
  missing: z.strictObject({ not_applicable: words, cannot_say: words }),
  sections: z.record(id, z.strictObject({ title: words, text: words })),
  items: z.record(
    id,
    z.strictObject({ text: words, hint: words.optional(), unit: words.optional(), none: words.optional() }),
  ),
  parts: z.record(id, z.strictObject({ text: words, hint: words.optional() })),
})

export type Instrument = z.infer<typeof instrumentSchema>
export type InstrumentText = z.infer<typeof instrumentTextSchema>
export type Section = Instrument['sections'][number]
export type Item = Section['items'][number]
export type AgreementItem = Extract<Item, { kind: 'agreement' }>
export type NumberItem = Extract<Item, { kind: 'number' }>
export type ConstantSumItem = Extract<Item, { kind: 'constant_sum' }>
