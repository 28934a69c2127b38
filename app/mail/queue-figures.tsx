import { formatMoment, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import type { JobFigures } from '#app/jobs/read-jobs.server'
import { TableFrame } from '#app/ui/table-frame'
import type { OutboxDepth } from './failing-mails.server'

interface QueueFiguresProps {
  depth: OutboxDepth
  jobs: JobFigures[]
  /** when something is due next in the studies */
  nextMoment: Date | undefined
  timeZone: string
}

/** How much waits, for how long, and when it goes on. */
export function QueueFigures({ depth, jobs, nextMoment, timeZone }: QueueFiguresProps) {
  const { t, i18n } = useTranslation()
  const tell = (moment: Date) => formatMoment(i18n.language, moment, timeZone)
  const since = (moment: Date | undefined) =>
    moment ? t('control.mails.since', { date: tell(moment) }) : t('control.mails.nothing')
  return (
    <>
      <h2>{t('control.mails.queue')}</h2>
      <dl className="facts">
        {(['due', 'later', 'retrying'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`control.mails.${name}`)}</dt>
            <dd>{formatNumber(i18n.language, depth[name])}</dd>
          </div>
        ))}
        <div>
          <dt>{t('control.mails.oldest')}</dt>
          <dd>{since(depth.oldestAt)}</dd>
        </div>
      </dl>
      <p className="hint">{t('control.mails.thanks')}</p>
      <h2>{t('control.mails.jobs')}</h2>
      <p className="hint">
        {t('control.mails.own')}{' '}
        {nextMoment ? t('control.mails.look', { date: tell(nextMoment) }) : t('control.mails.no-look')}
      </p>
      <TableFrame label={t('control.mails.jobs')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('control.mails.job')}</th>
              {(['waiting', 'running', 'again', 'dead'] as const).map((name) => (
                <th key={name} scope="col" className="number">
                  {t(`control.mails.${name}`)}
                </th>
              ))}
              <th scope="col">{t('control.mails.oldest-job')}</th>
              <th scope="col">{t('control.mails.next-run')}</th>
            </tr>
          </thead>
          <tbody>
            {jobs.map(({ name, waiting, running, retrying, dead, oldestAt, nextAt }) => (
              <tr key={name}>
                <th scope="row">{t(`control.mails.name.${name}`)}</th>
                {Object.entries({ waiting, running, retrying, dead }).map(([state, count]) => (
                  <td key={state} className="number">
                    {formatNumber(i18n.language, count)}
                  </td>
                ))}
                <td>{since(oldestAt)}</td>
                <td>{nextAt ? tell(nextAt) : t('control.mails.nothing')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </>
  )
}
