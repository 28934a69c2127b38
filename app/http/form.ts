import type { z } from 'zod'

export type FormValues = Record<string, unknown>
/** field → keys of texts that say what is wrong */
export type FormErrors = Record<string, string[]>
export type FormResult<Data> = { ok: true; data: Data } | { ok: false; values: FormValues; errors: FormErrors }

/**
 * Checks a native form with a zod schema; messages of the schema are keys of texts. The same schema checks in the browser.
 * A field name that ends with `[]` gives a list. What was typed comes back with the errors, so that nothing is lost.
 */
export function parseForm<Schema extends z.ZodType>(schema: Schema, form: FormData): FormResult<z.output<Schema>> {
  const values = formValues(form)
  const result = schema.safeParse(values)
  if (result.success) return { ok: true, data: result.data }
  const errors: FormErrors = {}
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? '')
    errors[field] = [...(errors[field] ?? []), issue.message]
  }
  return { ok: false, values, errors }
}

function formValues(form: FormData): FormValues {
  const values = new Map<string, unknown>()
  for (const [name, value] of form) {
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
