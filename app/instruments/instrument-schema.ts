import { z } from 'zod'

/** Names that a form field cannot have: a property of every object, the form's own fields, properties of a form in the browser. */
const RESERVED = [
  ...['constructor', 'intent', 'confirm_open', 'page', 'base', 'autosave'],
  ...['action', 'method', 'submit', 'elements', 'length'],
]

/** Names of items, sections, options and scales: fit for form fields and for columns of data files. */
export const idSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/)
  .refine((name) => !RESERVED.includes(name), { error: 'is a reserved name' })
const id = idSchema

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
  /** asked only where an earlier page was answered so: one of `in`, or a number within the borders */
  when: z
    .strictObject({
      item: id,
      in: z.array(z.string()).min(1).optional(),
      minimum: z.number().optional(),
      maximum: z.number().optional(),
    })
    .optional(),
}

/** What can be said instead of a point, in the order of the form. */
export const SPOKEN_MISSING = ['not_applicable', 'cannot_say'] as const

/** without it both are offered */
const missing = z.array(z.enum(SPOKEN_MISSING)).optional()

const agreementItem = z.strictObject({
  kind: z.literal('agreement'),
  ...measured,
  isReversed: z.boolean().optional(),
  /** an indicator of its own, scored under its id, and no part of a scale */
  isAlone: z.boolean().optional(),
  missing,
})
/** A point between two opposites, 0 in the middle; `anchors` names its list of words. */
const bipolarItem = z.strictObject({
  kind: z.literal('bipolar'),
  ...measured,
  minimum: z.number().int(),
  maximum: z.number().int(),
  anchors: id,
  missing,
})
const choiceItem = z.strictObject({ kind: z.literal('choice'), ...measured, options: z.array(id).min(2), missing })
/** Any number of options; each is a variable of its own, `<id>_<option>`. */
const choicesItem = z.strictObject({ kind: z.literal('choices'), ...measured, options: z.array(id).min(2) })
/** Parts that are rated twice, `<part>_importance` and `<part>_received`, on scales of their own words. */
const pairsItem = z.strictObject({
  kind: z.literal('pairs'),
  ...measured,
  minimum: z.number().int(),
  maximum: z.number().int(),
  importance: id,
  received: id,
  parts: z.array(z.strictObject({ id })).min(2),
  missing,
})
/** Free text; with `hasConsent` beside a tick that allows to show it, `<id>_consent`. */
const textItem = z.strictObject({
  kind: z.literal('text'),
  ...measured,
  /** characters */
  maximum: z.number().int().min(1).max(4000),
  hasConsent: z.boolean().optional(),
})
/** One question per promise that the partner made and that is still open: `<id>_<promise>`. */
const promisesItem = z.strictObject({
  kind: z.literal('promises'),
  ...measured,
  /** set where the form is made, never in a file */
  parts: z.array(z.strictObject({ id, text: z.string() })).optional(),
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
      /** whether a page of the form begins here; without it the section stands below the one before */
      startsPage: z.boolean().optional(),
      /** asked once per firm and wave, of the person who answers for the firm */
      isAboutFirm: z.boolean().optional(),
      items: z
        .array(
          z.discriminatedUnion('kind', [
            agreementItem,
            bipolarItem,
            numberItem,
            constantSumItem,
            choiceItem,
            choicesItem,
            pairsItem,
            textItem,
            promisesItem,
          ]),
        )
        .min(1),
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
  /** words of other scales, by name, from the lowest point */
  scales: z.record(id, z.array(words)).optional(),
  missing: z.strictObject({ not_applicable: words, cannot_say: words }),
  sections: z.record(id, z.strictObject({ title: words, text: words })),
  items: z.record(
    id,
    z.strictObject({
      text: sidedWords,
      hint: words.optional(),
      unit: words.optional(),
      none: words.optional(),
      options: z.record(id, words).optional(),
    }),
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
export type BipolarItem = Extract<Item, { kind: 'bipolar' }>
export type ChoiceItem = Extract<Item, { kind: 'choice' }>
export type ChoicesItem = Extract<Item, { kind: 'choices' }>
export type PairsItem = Extract<Item, { kind: 'pairs' }>
export type TextItem = Extract<Item, { kind: 'text' }>
export type PromisesItem = Extract<Item, { kind: 'promises' }>
export type ConstantSumItem = Extract<Item, { kind: 'constant_sum' }>

/** Whom a form is for. */
export interface Respondent {
  side: 'buyer' | 'supplier'
  function: string
  /** whether this questionnaire is where the person answers for the firm as a whole */
  answersForFirm?: boolean
}
