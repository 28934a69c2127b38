import { useTranslation } from '#app/i18n/use-translation'
import { Field } from '#app/ui/field'
import { eventKey, WEBHOOK_EVENTS } from './webhook-events'

interface WebhookFieldsProps {
  stored: { name: string; url: string; events: readonly string[] }
  /** what was typed and refused */
  refused: { values: Record<string, unknown>; errors: Record<string, string[]> } | undefined
}

export function WebhookFields({ stored, refused }: WebhookFieldsProps) {
  const { t } = useTranslation()
  const error = (name: string) => refused?.errors[name]?.[0] && t(refused.errors[name][0])
  const value = (name: 'name' | 'url') => String(refused?.values[name] ?? stored[name])
  const chosen = refused ? refused.values.events : stored.events
  return (
    <>
      <Field id="name" label={t('webhooks.field.name')} hint={t('webhooks.hint.name')} error={error('name')}>
        {(describe) => (
          <input {...describe} name="name" dir="auto" maxLength={120} defaultValue={value('name')} required />
        )}
      </Field>
      <Field id="url" label={t('webhooks.field.url')} hint={t('webhooks.hint.url')} error={error('url')}>
        {(describe) => (
          <input
            {...describe}
            name="url"
            type="url"
            dir="ltr"
            maxLength={500}
            autoComplete="off"
            defaultValue={value('url')}
            required
          />
        )}
      </Field>
      <fieldset className="field" id="events">
        <legend>{t('webhooks.field.events')}</legend>
        {error('events') ? <p className="field-error">{error('events')}</p> : null}
        {WEBHOOK_EVENTS.map((event) => (
          <p key={event}>
            <label>
              <input
                type="checkbox"
                name="events[]"
                value={event}
                defaultChecked={Array.isArray(chosen) && chosen.includes(event)}
              />
              {t(`webhooks.event.${eventKey(event)}`)} <code dir="ltr">{event}</code>
            </label>
          </p>
        ))}
      </fieldset>
    </>
  )
}
