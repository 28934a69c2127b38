import { data, redirect } from '@remix-run/node'
import type { z } from 'zod'
import type { AuditEvent } from '#app/people/audit/audit-event'
import { formValues, parseForm } from './form'
import { readForm } from './read-form.server'

interface RecordActions<Schema extends z.ZodType> {
  schema: Schema
  /** what the log calls the record */
  kind: 'organization' | 'participant' | 'relationship'
  /** undefined for a record that does not exist yet */
  id: string | undefined
  record(event: AuditEvent): Promise<void>
  /** namespace of the texts that word refusals: `<texts>.error.<reason>` */
  texts: string
  listPath: string
  save(form: z.output<Schema>): Promise<{ ok: true; id: string } | { ok: false; field: string; reason: string }>
  /** where a saved record leads to; to the list unless told otherwise */
  goOn?: (id: string) => string
  remove(id: string): Promise<{ ok: boolean }>
}

/** The action of a page that shows one record: save or delete, back to the list; refusals keep what was typed. */
export async function recordAction<Schema extends z.ZodType>(request: Request, actions: RecordActions<Schema>) {
  const { kind, id, record } = actions
  const form = await readForm(request)
  if (form.get('intent') === 'delete') {
    const removed = id !== undefined && (await actions.remove(id)).ok
    if (!removed) return data({ refusal: `${actions.texts}.error.in-use` }, { status: 409 })
    await record({ action: `${kind}-deleted`, objectKind: kind, objectId: id })
    throw redirect(actions.listPath)
  }
  const parsed = parseForm(actions.schema, form)
  if (!parsed.ok) return data({ values: parsed.values, errors: parsed.errors }, { status: 422 })
  const saved = await actions.save(parsed.data)
  if (saved.ok) {
    await record({ action: `${kind}-saved`, objectKind: kind, objectId: saved.id })
    throw redirect(actions.goOn?.(saved.id) ?? actions.listPath)
  }
  const errors: Record<string, string[]> = { [saved.field]: [`${actions.texts}.error.${saved.reason}`] }
  return data({ values: formValues(form), errors }, { status: 422 })
}
