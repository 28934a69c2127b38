import { Link } from '@remix-run/react'
import type { Measures } from '#app/evidence/registers/measures'
import { paths } from '#app/http/paths'
import { isolateNames } from '#app/i18n/isolate-name'
import { useTranslation } from '#app/i18n/use-translation'

export interface RecordedRegister {
  name: string
  entries: number
  findings: Measures['findings']
}

/** What the registers say of the relationship, each in its sentences, with the way to its entries. */
export function RecordedView({ registers, relationshipId }: { registers: RecordedRegister[]; relationshipId: string }) {
  const { t } = useTranslation()
  return (
    <>
      <h2>{t('results.recorded.title')}</h2>
      <dl className="receipt">
        <div>
          <dt>
            <Link to={paths.promises(relationshipId)}>{t('evidence.promises.title')}</Link>
          </dt>
          <dd>{t('evidence.promises.text')}</dd>
        </div>
        <div>
          <dt>
            <Link to={paths.relationshipContacts(relationshipId)}>{t('evidence.contacts.title')}</Link>
          </dt>
          <dd>{t('evidence.contacts.text')}</dd>
        </div>
        {registers.map(({ name, entries, findings }) => (
          <div key={name}>
            <dt>
              <Link to={paths.entriesOf(name, relationshipId)}>{t(`evidence.${name}.title`)}</Link>{' '}
              <span className="quiet">{t('results.recorded.entries', { count: entries })}</span>
            </dt>
            <dd>
              {findings.length === 0
                ? t(entries === 0 ? 'evidence.register.empty' : `evidence.${name}.text`)
                : findings
                    .map(({ word, values }) => t(`evidence.${name}.finding.${word}`, isolateNames(values)))
                    .join(' ')}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
