import { z } from 'zod'
import { isLanguage } from '#app/i18n/languages'
import { OWN_TEXT_KINDS, type OwnText, type OwnTextKind, unknownPlaceholders } from '#emails/own-text'

export const OWN_TEXT_FIELDS = ['subject', 'opening', 'closing'] as const

const error = (name: string) => ({ error: `studies.mail-words.error.${name}` })
/** Mail programs cut a subject far earlier. */
const LONGEST = { subject: 150, opening: 2000, closing: 1000 } as const

/** Line breaks as one character; other control characters have no place in a mail. */
const paragraphs = (most: number) =>
  z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .max(most, error('too-long'))
        .regex(/^[^\p{Cc}]*(?:\n[^\p{Cc}]*)*$/u, error('control-character')),
    )
/** A line break in a subject would begin another header. */
const subject = z
  .string()
  .trim()
  .max(LONGEST.subject, error('too-long'))
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, error('control-character'))

const kind = z.enum(OWN_TEXT_KINDS)
const language = z.string().refine(isLanguage)

/** Which mail's words in which language; undefined for anything else. */
export const mailTextPlace = z.object({ kind, language })

/** A study's own words for a mail. What stands in braces must mean something in this mail. */
export const mailTextSchema = z
  .object({
    ...{ kind, language, subject },
    opening: paragraphs(LONGEST.opening),
    closing: paragraphs(LONGEST.closing),
  })
  .superRefine((form, context) => {
    for (const field of OWN_TEXT_FIELDS)
      if (unknownPlaceholders(form.kind, form[field]).length > 0)
        context.addIssue({ code: 'custom', path: [field], message: 'studies.mail-words.error.placeholder' })
  })

/** What in these texts stands in braces and means nothing. */
export function unknownIn(kind: OwnTextKind, values: Partial<Record<keyof OwnText, unknown>>): string[] {
  return [...new Set(OWN_TEXT_FIELDS.flatMap((field) => unknownPlaceholders(kind, String(values[field] ?? ''))))]
}
