import type { FormErrors, FormValues } from '#app/http/form'
import { isolateName } from '#app/i18n/isolate-name'
import { useTranslation } from '#app/i18n/use-translation'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'
import { isLeft } from './is-left'
import type { ShownRelationship } from './read-overview.server'

const FIELDS = ['colleagueName', 'colleagueEmail'] as const

interface HandOverPanelProps {
  relationships: readonly Omit<ShownRelationship, 'saves'>[]
  /** what was typed, where it could not be taken */
  refused: { values: FormValues; errors: FormErrors } | undefined
}

/** For relationships that are not (any longer) the person's own: one form for all of them, below the list. */
export function HandOverPanel({ relationships, refused }: HandOverPanelProps) {
  const { t } = useTranslation()
  // who answers for a firm is no matter of one relationship
  const own = relationships.filter((one) => isLeft(one) && !one.isAboutFirm)
  if (own.length === 0) return null
  const value = (name: string) => String(refused?.values[name] ?? '')
  const errorOf = (name: string) => {
    const key = refused?.errors[name]?.[0]
    return key && t(key)
  }
  return (
    <details open={refused !== undefined}>
      <summary>{t('respond.hand-over.title')}</summary>
      <p>{t('respond.hand-over.text')}</p>
      <ErrorSummary
        title={t('words.form-errors')}
        errors={FIELDS.flatMap((name) => {
          const text = errorOf(name)
          return text ? [{ fieldId: name, text }] : []
        })}
      />
      <form method="post">
        <div className="field">
          <label htmlFor="hand-over-assignment">{t('respond.hand-over.relationship')}</label>
          <select id="hand-over-assignment" name="assignment" defaultValue={value('assignment') || undefined}>
            {own.map(({ assignmentId, partnerName }) => (
              <option key={assignmentId} value={assignmentId}>
                {isolateName(partnerName)}
              </option>
            ))}
          </select>
        </div>
        <Field
          id="colleagueName"
          label={t('respond.hand-over.name')}
          hint={t('respond.hand-over.hint')}
          error={errorOf('colleagueName')}
        >
          {(describe) => (
            <input
              {...describe}
              name="colleagueName"
              dir="auto"
              maxLength={120}
              defaultValue={value('colleagueName')}
            />
          )}
        </Field>
        <Field id="colleagueEmail" label={t('respond.hand-over.email')} error={errorOf('colleagueEmail')}>
          {(describe) => (
            <input
              {...describe}
              name="colleagueEmail"
              type="email"
              maxLength={254}
              defaultValue={value('colleagueEmail')}
            />
          )}
        </Field>
        <button type="submit" name="intent" value="hand-over" className="second">
          {t('respond.hand-over.submit')}
        </button>
      </form>
    </details>
  )
}
