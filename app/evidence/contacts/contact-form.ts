import { z } from 'zod'
import { code, day, requiredLine, workFunction } from '#app/relationships/fields'
import type { TableFile } from '#app/relationships/parse-import'

/** What two firms have to do with each other beside orders: something went wrong, something worries, or they talked. */
export const CONTACT_KINDS = ['complaint', 'concern', 'contact'] as const
export type ContactKind = (typeof CONTACT_KINDS)[number]

const REQUIRED = { error: 'relationships.error.required' }
const kind = z.string(REQUIRED).trim().toLowerCase().pipe(z.enum(CONTACT_KINDS, REQUIRED))
const side = z
  .string(REQUIRED)
  .trim()
  .toLowerCase()
  .pipe(z.enum(['buyer', 'supplier'], REQUIRED))
const happenedOn = day.refine((value) => value !== null, REQUIRED)
const TEXT_LENGTH = 500

interface Dated {
  kind: ContactKind
  happened: Date | null
  resolved: Date | null
}

const isInOrder = ({ happened, resolved }: Dated) => !happened || !resolved || resolved >= happened
const hasToBeResolved = ({ kind, resolved }: Dated) => kind !== 'contact' || resolved === null

export const contactSchema = z
  .object({ kind, side, function: workFunction, text: requiredLine(TEXT_LENGTH), happenedOn, resolvedOn: day })
  .refine((row) => isInOrder({ ...row, happened: row.happenedOn, resolved: row.resolvedOn }), {
    ...{ error: 'evidence.error.resolved-before-happened', path: ['resolvedOn'] },
  })
  .refine((row) => hasToBeResolved({ ...row, happened: null, resolved: row.resolvedOn }), {
    ...{ error: 'evidence.error.nothing-to-resolve', path: ['resolvedOn'] },
  })

export type ContactForm = z.infer<typeof contactSchema>

/** What a button beside an entry asks for. */
export const contactIntentSchema = z.object({ intent: z.enum(['delete', 'restore', 'resolve']), id: z.uuid() })

const contactRowSchema = z
  .object({
    ...{ relationship: code, kind, side, function: workFunction },
    ...{ happened_on: happenedOn, resolved_on: day, text: requiredLine(TEXT_LENGTH) },
  })
  .refine((row) => isInOrder({ ...row, happened: row.happened_on, resolved: row.resolved_on }), {
    ...{ error: 'evidence.error.resolved-before-happened', path: ['resolved_on'] },
  })
  .refine((row) => hasToBeResolved({ ...row, happened: null, resolved: row.resolved_on }), {
    ...{ error: 'evidence.error.nothing-to-resolve', path: ['resolved_on'] },
  })

export type ContactRow = z.infer<typeof contactRowSchema>

/** What makes an entry of a file the same as one that is recorded: all but when it was settled. */
export function contactKey(row: Omit<ContactRow, 'resolved_on'>): string {
  const { relationship, kind, side, function: name, happened_on, text } = row
  return JSON.stringify([relationship, kind, side, name, happened_on?.toISOString().slice(0, 10), text])
}

const COLUMNS = ['relationship', 'kind', 'side', 'function', 'happened_on', 'resolved_on', 'text'] as const
export const CONTACT_COLUMNS = COLUMNS.map((name) => ({ name, isRequired: name !== 'resolved_on' }))

/** The file of the register, as it is read and written. */
export const CONTACT_FILE: TableFile<ContactRow> = {
  ...{ schema: contactRowSchema, columns: CONTACT_COLUMNS, keyOf: contactKey, keyColumn: 'text' },
}

/** A small file that shows what goes into each column. */
export const CONTACT_SAMPLE = `relationship,kind,side,function,happened_on,resolved_on,text
NAJM-STEEL,complaint,buyer,quality,2026-02-03,2026-02-20,Three coils with surface rust
NAJM-STEEL,contact,supplier,service,2026-03-11,,Visit to the press line
NAJM-OPTIX,concern,buyer,engineering,2026-03-15,,قلق من تأخر العيّنات
`
