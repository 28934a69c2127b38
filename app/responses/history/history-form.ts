import { z } from 'zod'
import { FUNCTIONS } from '#app/relationships/functions'

/** What a column of an earlier study's table may hold; `item` and `value` where each answer has a line of its own. */
export const HISTORY_COLUMNS = [
  ...(['wave', 'relationship', 'side', 'respondent', 'function'] as const),
  ...(['buyer', 'supplier', 'item', 'value'] as const),
] as const
export type HistoryColumn = (typeof HISTORY_COLUMNS)[number]
/** Without these nobody knows who answered about what. */
export const NEEDED_COLUMNS = ['wave', 'relationship', 'side', 'respondent'] as const satisfies HistoryColumn[]

/** Prefix of the fields that say from where an item's answers come. */
export const ITEM_FIELD = 'item.'
export const columnField = (column: HistoryColumn) => `column_${column}` as const

const column = z.string().max(200).default('')
const needed = column.refine((name) => name !== '', { error: 'history.error.column' })
const isNeeded = (name: HistoryColumn) => NEEDED_COLUMNS.some((one) => one === name)
const columns = Object.fromEntries(
  HISTORY_COLUMNS.map((name) => [columnField(name), isNeeded(name) ? needed : column]),
) as unknown as Record<`column_${HistoryColumn}`, z.ZodType<string>>

/** How the columns of a table are to be read, beside what a study is (`study-form`). */
export const historySchema = z
  .object({
    ...columns,
    /** when the first wave ended */
    firstDay: z
      .string()
      .regex(/^(19|20)\d\d-\d\d-\d\d$/, { error: 'relationships.error.day' })
      .transform((day) => new Date(`${day}T12:00:00Z`))
      .refine((day) => !Number.isNaN(day.getTime()), { error: 'relationships.error.day' }),
    monthsBetween: z.coerce
      .number({ error: 'history.error.months' })
      .int({ error: 'history.error.months' })
      .min(1, { error: 'history.error.months' })
      .max(60, { error: 'history.error.months' }),
    /** of people for whom the table says none */
    functionDefault: z.enum(FUNCTIONS, { error: 'relationships.error.function' }),
  })
  .refine((form) => (form.column_item === '') === (form.column_value === ''), {
    ...{ error: 'history.error.item-and-value', path: ['column_value'] },
  })
export type HistoryForm = z.output<typeof historySchema>

/** What an earlier study's table says of its columns: the instrument's fields, each with the column or item that answers it. */
export function readItems(values: Readonly<Record<string, unknown>>, fields: readonly string[]): Map<string, string> {
  return new Map(
    fields.flatMap((field) => {
      const source = values[`${ITEM_FIELD}${field}`]
      return typeof source === 'string' && source !== '' ? [[field, source] as const] : []
    }),
  )
}
