import { Form, Link } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { formatMoment, formatNumber } from '#app/i18n/format'
import { isolateName } from '#app/i18n/isolate-name'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { FailingMail } from './failing-mails.server'

interface FailingMailTableProps {
  rows: FailingMail[]
  timeZone: string
}

/** Each mail that did not leave: to whom, what the mail server said, when it is tried again, and what can be done. */
export function FailingMailTable({ rows, timeZone }: FailingMailTableProps) {
  const { t, i18n } = useTranslation()
  return (
    <TableFrame label={t('control.mails.failing')}>
      <table>
        <thead>
          <tr>
            {(['to', 'kind-of', 'answer', 'attempts', 'next', 'decide'] as const).map((name) => (
              <th key={name} scope="col" className={name === 'attempts' ? 'number' : undefined}>
                {t(`control.mails.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, kind, person, wave, error, attempts, nextAt, isBounced, mayRetry }) => (
            <tr key={id}>
              <th scope="row">
                {person ? (
                  <>
                    <Link to={paths.participant(person.participantId)}>
                      <bdi>{person.name}</bdi>
                    </Link>
                    <br />
                    <bdi className="hint">{person.address}</bdi>
                  </>
                ) : (
                  <span className="quiet">{t('control.mails.member')}</span>
                )}
              </th>
              <td>
                {t(`control.mails.kind.${kind}`)}
                {wave ? (
                  <>
                    <br />
                    <Link to={paths.study(wave.studyId)}>
                      <bdi>{wave.studyName}</bdi>
                    </Link>
                  </>
                ) : null}
              </td>
              <td>
                <bdi dir="ltr">{error}</bdi>
              </td>
              <td className="number">{formatNumber(i18n.language, attempts)}</td>
              <td>
                {nextAt ? (
                  formatMoment(i18n.language, nextAt, timeZone)
                ) : (
                  <span className="tag">{t('control.mails.given-up')}</span>
                )}
              </td>
              <td>
                {isBounced && person ? (
                  <Link to={paths.participant(person.participantId)}>{t('control.mails.correct')}</Link>
                ) : null}
                <Form method="post" className="actions">
                  <input type="hidden" name="id" value={id} />
                  {mayRetry ? <Decide intent="retry" name={person?.name} /> : null}
                  {nextAt ? <Decide intent="give-up" name={person?.name} /> : null}
                </Form>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

function Decide({ intent, name }: { intent: 'retry' | 'give-up'; name: string | undefined }) {
  const { t } = useTranslation()
  return (
    <button
      type="submit"
      name="intent"
      value={intent}
      className="link"
      aria-label={t(`control.mails.${intent}-of`, { name: name ? isolateName(name) : t('control.mails.member') })}
    >
      {t(`control.mails.${intent}`)}
    </button>
  )
}
