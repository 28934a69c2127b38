import { data, redirect } from '@remix-run/node'
import type { z } from 'zod'
import { formValues, parseForm } from './form'
import { readForm } from './read-form.server'

interface RecordActions<Schema extends z.ZodType> {
  schema: Schema
  /** namespace of the texts that word refusals: `<texts>.error.<reason>` */
  texts: string
  listPath: string
  save(form: z.output<Schema>): Promise<{ ok: true } | { ok: false; field: string; reason: string }>
  /** undefined for a record that does not exist yet */
  remove: (() => Promise<{ ok: boolean }>) | undefined
}

/** The action of a page that shows one record: save or delete, back to the list; refusals keep what was typed. */
export async function recordAction<Schema extends z.ZodType>(request: Request, actions: RecordActions<Schema>) {
  const form = await readForm(request)
  if (form.get('intent') === 'delete') {
    const removed = await actions.remove?.()
    if (!removed?.ok) return data({ refusal: `${actions.texts}.error.in-use` }, { status: 409 })
    throw redirect(actions.listPath)
  }
  const parsed = parseForm(actions.schema, form)
  if (!parsed.ok) return data({ values: parsed.values, errors: parsed.errors }, { status: 422 })
  const saved = await actions.save(parsed.data)
  if (saved.ok) throw redirect(actions.listPath)
  const errors: Record<string, string[]> = { [saved.field]: [`${actions.texts}.error.${saved.reason}`] }
  return data({ values: formValues(form), errors }, { status: 422 })
}
