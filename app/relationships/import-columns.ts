import { z } from 'zod'
import type { ImportKind } from '#app/http/paths'
import {
  amount,
  code,
  currency,
  day,
  email,
  language,
  line,
  requiredLine,
  timeZoneOrNone,
  workFunction,
} from './fields'

/** The schema of an address refuses what is empty: here it means nobody. */
const emailOrNone = z.union(
  [
    z
      .string()
      .trim()
      .pipe(z.literal(''))
      .transform(() => null),
    email,
  ],
  {
    error: 'relationships.error.email',
  },
)

/** E-mails separated by semicolons, commas or spaces; each once. */
const emails = z
  .string()
  .max(20_000, { error: 'relationships.error.too-long' })
  .transform((text) => [
    ...new Set(
      text
        .normalize('NFC')
        .replace(/\p{Cf}/gu, '')
        .toLowerCase()
        .split(/[;,\s]+/)
        .filter(Boolean),
    ),
  ])

/** What a line of each file must hold. Columns that may be left out of the file are `optional`. */
export const IMPORT_ROWS = {
  organizations: z.object({ code, name: requiredLine(160) }),
  participants: z.object({
    ...{ email, name: requiredLine(120), organization: code, language, function: workFunction },
    time_zone: timeZoneOrNone,
  }),
  relationships: z.object({
    code,
    buyer: code,
    supplier: code,
    category: line(120),
    annual_spend: amount,
    currency,
    started_on: day,
    renewal_on: day,
    buyer_owner: emailOrNone,
    supplier_owner: emailOrNone,
    participants: emails,
  }),
} satisfies Record<ImportKind, z.ZodObject>

export type ImportRow<Kind extends ImportKind> = z.infer<(typeof IMPORT_ROWS)[Kind]>

const REQUIRED: Record<ImportKind, readonly string[]> = {
  organizations: ['code', 'name'],
  participants: ['email', 'name', 'organization', 'language', 'function'],
  relationships: ['code', 'buyer', 'supplier'],
}

export function columnsOf(kind: ImportKind): { name: string; isRequired: boolean }[] {
  return Object.keys(IMPORT_ROWS[kind].shape).map((name) => ({ name, isRequired: REQUIRED[kind].includes(name) }))
}
