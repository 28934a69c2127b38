import { useTranslation } from '#app/i18n/use-translation'
import { Field } from '#app/ui/field'

type MonthsName = 'contactMonths' | 'mailMonths' | 'retentionMonths'

interface MonthsFormProps {
  names: readonly MonthsName[]
  stored: Partial<Record<MonthsName, number>>
  /** of the fields' ids, where several forms stand on a page */
  prefix?: string
  refused:
    | {
        values: Record<string, unknown>
        errors: Record<string, string[]>
        /** how much would go; without a tick nothing is changed */
        expiring: Record<string, number> | undefined
      }
    | undefined
}

/** Fields of a form that says how long something is kept, with what would go if it became shorter. */
export function MonthsForm({ names, stored, refused, prefix = '' }: MonthsFormProps) {
  const { t } = useTranslation()
  const words = { contactMonths: 'contactMonths', mailMonths: 'mailMonths', retentionMonths: 'answers' } as const
  return (
    <>
      {refused?.expiring ? (
        <p className="notice warn" role="alert">
          {t('members.retention.will-go', refused.expiring)}
        </p>
      ) : null}
      {names.map((name) => {
        const [error] = refused?.errors[name] ?? []
        return (
          <Field
            key={name}
            id={`${prefix}${name}`}
            label={t(`members.retention.${words[name]}`)}
            hint={t(`members.retention.${words[name]}-hint`)}
            error={error && t(error)}
          >
            {(describe) => (
              <input
                {...describe}
                name={name}
                inputMode="numeric"
                size={4}
                dir="ltr"
                defaultValue={String(refused?.values[name] ?? stored[name] ?? '')}
              />
            )}
          </Field>
        )
      })}
      {refused?.expiring ? (
        <p>
          <label>
            <input type="checkbox" name="isSure" /> {t('members.retention.isSure')}
          </label>
        </p>
      ) : null}
      <button type="submit">{t('words.save')}</button>
    </>
  )
}
