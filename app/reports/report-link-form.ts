import { z } from 'zod'
import { isInterfaceLanguage } from '#app/i18n/languages'

/** How long a link can work. */
export const LINK_DAYS = [1, 7, 30] as const
const NOTE_CHARACTERS = 200

export const reportLinkSchema = z.object({
  note: z
    .string()
    .trim()
    .min(1, { error: 'reports.links.error.note' })
    .max(NOTE_CHARACTERS, { error: 'reports.links.error.long' })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL, and a note is one line
    .regex(/^[^\u0000-\u001f\u007f]*$/, { error: 'reports.links.error.note' }),
  days: z.coerce
    .number()
    .refine((days) => LINK_DAYS.some((one) => one === days), { error: 'reports.links.error.choice' }),
  language: z.string().refine(isInterfaceLanguage, { error: 'reports.links.error.choice' }),
})
export type ReportLinkForm = z.infer<typeof reportLinkSchema>

/** What an address names: one study, and perhaps one relationship. */
export const reportSubjectSchema = z.object({ study: z.uuid(), relationship: z.uuid().optional() })

export interface ReportSubject {
  studyId: string
  /** of a report on one relationship; undefined for the portfolio */
  relationshipId?: string | undefined
}
