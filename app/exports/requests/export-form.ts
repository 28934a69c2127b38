import { z } from 'zod'
import { isFileName } from '#app/exports/file-names'
import { FORMATS, type FormatName } from '#app/exports/formats/formats'

/** Formats of the tables in a bundle that can be asked for beside CSV, which is always there. */
export const BUNDLE_FORMATS = (Object.keys(FORMATS) as FormatName[]).filter((name) => name !== 'csv' && name !== 'r')

/** What a data file is wanted for, and which one. Messages are keys of texts. */
export const exportFormSchema = z.object({
  file: z.string().max(60).refine(isFileName, { error: 'exports.error.file' }),
  purpose: z
    .string()
    .trim()
    .min(10, { error: 'exports.error.purpose' })
    .max(1000, { error: 'exports.error.purpose-long' })
    .regex(/^(?:[^\p{Cc}\p{Bidi_Control}]|[\t\r\n])*$/u, { error: 'exports.error.control-character' }),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})*$/, { error: 'exports.error.language' })
    .default('en'),
  formats: z.array(z.enum(BUNDLE_FORMATS)).max(10).default([]),
})
export type ExportForm = z.infer<typeof exportFormSchema>
