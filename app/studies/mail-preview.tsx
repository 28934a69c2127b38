import { directionOf } from '#app/i18n/direction'
import { useTranslation } from '#app/i18n/use-translation'

interface MailPreviewProps {
  mail: { subject: string; html: string; text: string }
  language: string
}

/** A mail as a mail program shows it, wide and on a phone, and its text part. The frames run no script and follow no link. */
export function MailPreview({ mail, language }: MailPreviewProps) {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="mail-preview">
      <h2 id="mail-preview">{t('studies.mail-words.preview')}</h2>
      <p>
        {t('studies.mail-words.field.subject')}:{' '}
        <bdi lang={language} dir={directionOf(language)}>
          {mail.subject}
        </bdi>
      </p>
      <div className="mail-preview">
        {(['wide', 'phone'] as const).map((width) => (
          <figure key={width} className={width}>
            <figcaption className="quiet">{t(`studies.mail-words.${width}`)}</figcaption>
            <iframe title={t(`studies.mail-words.${width}`)} sandbox="" srcDoc={mail.html} />
          </figure>
        ))}
      </div>
      <details>
        <summary>{t('studies.mail-words.text')}</summary>
        <pre lang={language} dir={directionOf(language)} className="mail-text">
          {mail.text}
        </pre>
      </details>
    </section>
  )
}
