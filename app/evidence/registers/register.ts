import { z } from 'zod'
import { amount, code, currency, day, line, requiredLine } from '#app/relationships/fields'
import type { TableFile } from '#app/relationships/parse-import'
import { cellText, EMPTY_ENTRY, type EntryValues, type FieldName } from './entry'

/** A column of a register: in its form, its list and its file. Labels: `evidence.<register>.field.<name>`. */
export interface RegisterField {
  name: FieldName
  /** in the file */
  column: string
  type: 'choice' | 'line' | 'day' | 'number' | 'currency'
  /** of a choice; the words of a side are the names of the firms, all others `evidence.<register>.<name>.<option>` */
  options: readonly string[]
  isRequired: boolean
  /** what makes an entry the same when a file is imported again; all other columns may change */
  isKey: boolean
  schema: z.ZodType
}

/** What has to hold between columns. */
interface RegisterRule {
  field: FieldName
  error: string
  isBroken(row: EntryValues): boolean
}

/**
 * All that there is to say about a register: form, list, file, checks and measures follow from it. Its words are
 * `evidence.<name>.…`; a check in the database holds the same rules.
 */
export interface Register {
  name: string
  /** what an entry is about */
  subject: 'relationship' | 'organization'
  fields: readonly RegisterField[]
  rules: readonly RegisterRule[]
  /** lines of the sample file below the header */
  sample: readonly string[]
}

const error = 'relationships.error.required'
const REQUIRED = { error }
const TEXT_LENGTH = 500

type More = Partial<Pick<RegisterField, 'isRequired' | 'isKey'>>
const usual = { options: [] as readonly string[], isRequired: true, isKey: false }

export function choice(name: 'side' | 'kind' | 'outcome', column: string, options: readonly string[], more: More = {}) {
  const schema = z.string(REQUIRED).trim().toLowerCase().pipe(z.enum(options, REQUIRED))
  return { ...usual, name, column, type: 'choice', options, schema, isKey: name !== 'outcome', ...more } as const
}

export const sideField = (column: string) => choice('side', column, ['buyer', 'supplier'])

export function lineField(name: 'text' | 'unit', column: string, more: More = {}) {
  const { isRequired = true } = more
  const schema = isRequired ? requiredLine(TEXT_LENGTH) : line(TEXT_LENGTH)
  return { ...usual, name, column, type: 'line', schema, isKey: isRequired, ...more } as const
}

export function dayField(name: 'beganOn' | 'endedOn', column: string, more: More = {}) {
  const { isRequired = name === 'beganOn' } = more
  const schema = isRequired ? day.refine((value) => value !== null, REQUIRED) : day
  return { ...usual, name, column, type: 'day', schema, isKey: name === 'beganOn', isRequired, ...more } as const
}

export function numberField(name: FieldName, column: string, more: More & { least?: number; most?: number } = {}) {
  const { isRequired = true, least = 0, most = Number.POSITIVE_INFINITY, ...rest } = more
  const schema = amount
    .refine((value) => value !== null || !isRequired, REQUIRED)
    .refine((value) => value === null || (Number(value) >= least && Number(value) <= most), {
      error: 'relationships.error.amount',
    })
  return { ...usual, name, column, type: 'number', schema, isRequired, ...rest } as const
}

export function currencyField(more: More = {}) {
  const { isRequired = true } = more
  const schema = currency.refine((value) => value !== null || !isRequired, REQUIRED)
  return { ...usual, name: 'currency', column: 'currency', type: 'currency', schema, ...more } as const
}

export const notBefore: RegisterRule = {
  field: 'endedOn',
  error: 'evidence.error.ended-before-began',
  isBroken: ({ beganOn, endedOn }) => beganOn !== null && endedOn !== null && endedOn < beganOn,
}

/** What is open has no end, what came to an end has its day. */
export const endWithOutcome: readonly RegisterRule[] = [
  {
    ...{ field: 'endedOn', error: 'evidence.error.still-open' },
    isBroken: ({ outcome, endedOn }) => outcome === 'open' && endedOn !== null,
  },
  {
    ...{ field: 'endedOn', error },
    isBroken: ({ outcome, endedOn }) => outcome !== 'open' && endedOn === null,
  },
]

export const currencyOfAmount: RegisterRule = {
  ...{ field: 'currency', error: 'relationships.error.currency-needed' },
  isBroken: ({ amount: sum, currency: of }) => sum !== null && of === null,
}

/** The form of a register: what a browser and its server check alike. */
export function formSchema({ fields, rules }: Register): z.ZodType<EntryValues> {
  return z
    .object(Object.fromEntries(fields.map(({ name, schema }) => [name, schema])))
    .transform((row) => ({ ...EMPTY_ENTRY, ...row }) as EntryValues)
    .superRefine((row, context) => {
      for (const { field, isBroken, ...rule } of rules)
        if (isBroken(row)) context.addIssue({ code: 'custom', message: rule.error, path: [field] })
    })
}

/** A line of a file: the code of what it is about, and the entry. */
export interface RegisterRow {
  subject: string
  values: EntryValues
}

/** The file of a register, as it is read and written: its first column is the code of the relationship or firm. */
export function registerFile(register: Register): TableFile<RegisterRow> {
  const { subject, fields, rules } = register
  const columnOf = new Map(fields.map(({ name, column }) => [name, column]))
  const schema = z
    .object({ [subject]: code, ...Object.fromEntries(fields.map(({ column, schema: own }) => [column, own])) })
    .transform((row: Record<string, unknown>) => ({
      subject: String(row[subject]),
      values: {
        ...EMPTY_ENTRY,
        ...Object.fromEntries(fields.map(({ name, column }) => [name, row[column]])),
      } as EntryValues,
    }))
    .superRefine(({ values }, context) => {
      for (const { field, isBroken, ...rule } of rules)
        if (isBroken(values))
          context.addIssue({ code: 'custom', message: rule.error, path: [columnOf.get(field) ?? field] })
    })
  return {
    schema: schema as z.ZodType<RegisterRow>,
    columns: [
      { name: subject, isRequired: true },
      ...fields.map(({ column, isRequired }) => ({ name: column, isRequired })),
    ],
    keyOf: (row) => entryKey(register, row),
    keyColumn: columnOf.get('text') ?? subject,
  }
}

/** What makes two entries the same. */
export function entryKey({ fields }: Register, { subject, values }: RegisterRow): string {
  return JSON.stringify([subject, ...fields.filter(({ isKey }) => isKey).map(({ name }) => cellText(values[name]))])
}

export function sampleFile({ subject, fields, sample }: Register): string {
  return [[subject, ...fields.map(({ column }) => column)].join(','), ...sample, ''].join('\n')
}
