import type { z } from 'zod'

export type FormValues = Record<string, unknown>
/** field → keys of texts that say what is wrong */
export type FormErrors = Record<string, string[]>
export type FormResult<Data> = { ok: true; data: Data } | { ok: false; values: FormValues; errors: FormErrors }

/** More than any form of ours has; what comes behind them is not looked at. */
const MOST_FIELDS = 5000
/** Nobody reads more reasons at one field; a list of ten thousand wrong ids has one for each. */
const MOST_REASONS = 5

/**
 * Checks a native form with a zod schema; messages of the schema are keys of texts. The same schema checks in the browser.
 * A field name that ends with `[]` gives a list. What was typed comes back with the errors, so that nothing is lost.
 */
export function parseForm<Schema extends z.ZodType>(schema: Schema, form: FormData): FormResult<z.output<Schema>> {
  const values = formValues(form)
  const result = schema.safeParse(values)
  if (result.success) return { ok: true, data: result.data }
  const reasons = new Map<string, Set<string>>()
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? '')
    const own = reasons.get(field) ?? new Set()
    if (own.size < MOST_REASONS) own.add(issue.message)
    reasons.set(field, own)
  }
  const errors = Object.fromEntries([...reasons].map(([field, own]) => [field, [...own]]))
  return { ok: false, values, errors }
}

/** What was typed, by field; a name that ends with `[]` gives a list. */
export function formValues(form: FormData): FormValues {
  const values = new Map<string, string | string[]>()
  let count = 0
  for (const [name, entry] of form) {
    count += 1
    if (count > MOST_FIELDS) break
    // a file has no place in these forms: as a value it could neither be checked nor be sent back with the errors
    const value = typeof entry === 'string' ? entry : ''
    if (name.endsWith('[]')) {
      const key = name.slice(0, -2)
      const list = values.get(key)
      if (Array.isArray(list)) list.push(value)
      else values.set(key, [value])
    } else values.set(name, value)
  }
  // fromEntries defines own properties: a field called __proto__ stays a field
  return Object.fromEntries(values)
}
