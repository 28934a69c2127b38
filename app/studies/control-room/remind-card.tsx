import { Form } from '@remix-run/react'
import { formatMoment } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import type { ReminderPreview } from './remind-now.server'

interface RemindCardProps {
  /** undefined for a wave that is not open */
  preview: (ReminderPreview & { isLater: boolean }) | undefined
  /** of the rhythm */
  planned: Date | undefined
  restHours: number
  timeZone: string
}

/** A reminder by hand, taken in two: open and read whom it reaches and when it leaves, then press. */
export function RemindCard({ preview, planned, restHours: hours, timeZone }: RemindCardProps) {
  const { t, i18n } = useTranslation()
  const tell = (moment: Date) => formatMoment(i18n.language, moment, timeZone)
  return (
    <section className="card" aria-labelledby="remind">
      <h2 id="remind">{t('control.remind.title')}</h2>
      {planned ? <p className="hint">{t('control.remind.planned', { date: tell(planned) })}</p> : null}
      {!preview ? (
        <p>{t('control.remind.not-open')}</p>
      ) : preview.people === 0 ? (
        <p>{t('control.remind.nobody', { hours })}</p>
      ) : (
        <details>
          <summary>{t('control.remind.title')}</summary>
          <p>{t('control.remind.preview', { count: preview.people, hours })}</p>
          <p>
            {preview.isLater
              ? t(preview.first < preview.last ? 'control.remind.between' : 'control.remind.at', {
                  first: tell(preview.first),
                  last: tell(preview.last),
                })
              : t('control.remind.at-once')}
          </p>
          <Form method="post">
            <button type="submit" name="intent" value="remind">
              {t('control.remind.submit')}
            </button>
          </Form>
        </details>
      )}
    </section>
  )
}
