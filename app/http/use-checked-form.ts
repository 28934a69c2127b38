import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useSubmit } from '@remix-run/react'
import type { FormEvent } from 'react'
import { type FieldValues, type Path, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { useTranslation } from '#app/i18n/use-translation'
import { useScriptRuns } from '#app/ui/use-script-runs'
import type { FormErrors, FormValues } from './form'

/** What an action gives back for a form that it refused. */
type Refused = { values: FormValues; errors: FormErrors } | undefined

/**
 * A native form that is checked in the browser by the schema that the action uses, where script runs; without script the
 * action's answer fills the same places. Messages of the schema are keys of texts.
 */
export function useCheckedForm<Values extends FieldValues>(schema: z.ZodType, refused: Refused) {
  const { t } = useTranslation()
  const submit = useSubmit()
  const scriptRuns = useScriptRuns()
  const { register, formState, handleSubmit } = useForm<Values>({
    resolver: standardSchemaResolver(schema as never) as never,
  })
  const messageOf = (name: string) => {
    const found = formState.errors[name]?.message ?? refused?.errors[name]?.[0]
    return typeof found === 'string' ? t(found) : undefined
  }
  const names = [...new Set([...Object.keys(formState.errors), ...Object.keys(refused?.errors ?? {})])]
  return {
    register: (name: Path<Values>) => register(name),
    error: messageOf,
    /** what was typed, after a refusal; else the stored value */
    value: (name: string, stored = '') => String(refused?.values[name] ?? stored),
    /** for the summary: `labelOf` gives the words beside a field */
    summary: (labelOf: (name: string) => string) =>
      names.map((name) => ({ fieldId: name, text: `${labelOf(name)}: ${messageOf(name) ?? ''}` })),
    form: {
      method: 'post' as const,
      noValidate: scriptRuns,
      onSubmit: (event: FormEvent<HTMLFormElement>) => {
        const form = event.currentTarget
        void handleSubmit(() => submit(form))(event)
      },
    },
  }
}
