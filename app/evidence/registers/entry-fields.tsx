import { Form, Link } from '@remix-run/react'
import { useMemo } from 'react'
import type { FormErrors, FormValues } from '#app/http/form'
import { useCheckedForm } from '#app/http/use-checked-form'
import { useTranslation } from '#app/i18n/use-translation'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'
import { type FirmNames, useEntryWords } from './entry-words'
import { formSchema, type Register, type RegisterField } from './register'

interface EntryFieldsProps {
  register: Register
  names: FirmNames
  /** the entry that is changed, as the form has it */
  edited: Record<string, string> | undefined
  listPath: string
  /** what was refused, with what was typed */
  refused: { values: FormValues; errors: FormErrors } | undefined
}

/** The form of a register. */
export function EntryFields({ register, names, edited, listPath, refused }: EntryFieldsProps) {
  const { t } = useTranslation()
  const schema = useMemo(() => formSchema(register), [register])
  const checked = useCheckedForm<Record<string, string>>(schema, refused)
  const words = useEntryWords(register)
  const labels = new Map<string, string>(register.fields.map((field) => [field.name, words.label(field)]))
  const title = t(edited ? 'evidence.register.change' : `evidence.${register.name}.add`)
  const stored = (field: RegisterField) => checked.value(field.name, edited?.[field.name] ?? field.options[0] ?? '')
  return (
    <section className="narrow" aria-labelledby="add-entry">
      <h2 id="add-entry">{title}</h2>
      <ErrorSummary title={t('words.form-errors')} errors={checked.summary((name) => labels.get(name) ?? name)} />
      <Form {...checked.form} className="card">
        {edited ? <input type="hidden" name="id" value={edited.id} /> : null}
        {register.fields.map((field) => (
          <Field
            key={field.name}
            id={field.name}
            label={words.label(field)}
            hint={field.isRequired ? undefined : t('words.optional')}
            error={checked.error(field.name)}
          >
            {(describe) =>
              field.type === 'choice' ? (
                <select {...describe} {...checked.register(field.name)} defaultValue={stored(field)}>
                  {field.options.map((option) => (
                    <option key={option} value={option}>
                      {words.option(field, option, names)}
                    </option>
                  ))}
                </select>
              ) : (
                <input
                  {...describe}
                  {...checked.register(field.name)}
                  type={field.type === 'day' ? 'date' : 'text'}
                  inputMode={field.type === 'number' ? 'decimal' : undefined}
                  dir={field.type === 'line' ? 'auto' : undefined}
                  defaultValue={stored(field)}
                />
              )
            }
          </Field>
        ))}
        <div className="actions">
          <button type="submit" name="intent" value="save">
            {edited ? t('words.save') : title}
          </button>
          {edited ? <Link to={listPath}>{t('words.cancel')}</Link> : null}
        </div>
      </Form>
    </section>
  )
}
