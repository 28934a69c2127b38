import { formatDate, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import type { ListedIntervention } from '#app/signals/interventions.server'
import { severityTag } from '#app/signals/severity-tag'
import { SignalLines } from '#app/signals/signal-lines'
import type { SignalView } from '#app/signals/signals.server'

interface ActingListProps {
  signals: { total: number; rows: SignalView[] }
  /** of one relationship; those of all stand on a page of their own */
  interventions?: { total: number; rows: ListedIntervention[] }
  showsNames: boolean
  today: Date
  /** of several relationships: each signal says of which, and how many of each kind there are */
  counts?: { kind: string; severity: number; count: number }[]
}

/** What warns, the gravest first, and what is being done about it. */
export function ActingList({ signals, interventions, showsNames, today, counts }: ActingListProps) {
  const { t, i18n } = useTranslation()
  const date = (day: Date) => formatDate(i18n.language, day)
  const day = today.toISOString().slice(0, 10)
  return (
    <section>
      <h2>{t('results.home.signals')}</h2>
      {signals.total === 0 ? <p>{t('signals.empty')}</p> : null}
      {counts ? (
        <p>
          {counts.map(({ kind, severity, count }) => (
            <span key={kind} className={severityTag(severity)}>
              {t(`signals.kind.${kind}`)} {formatNumber(i18n.language, count)}
            </span>
          ))}
        </p>
      ) : null}
      <ul className="report-signals">
        {signals.rows.map((row) => (
          <li key={row.id}>
            <span className={severityTag(row.severity)}>{t(`signals.severity.${row.severity}`)}</span>{' '}
            <strong>{t(`signals.kind.${row.kind}`)}</strong>
            {counts ? (
              <>
                {' · '}
                <bdi>{row.buyerName}</bdi> – <bdi>{row.supplierName}</bdi>
              </>
            ) : null}
            <span className="quiet">
              {' · '}
              {t('reports.since', { date: date(row.sinceAt), side: t(`words.${row.ownerSide}`) })}
              {showsNames ? (
                <>
                  {': '}
                  <bdi>{row.owner ?? t('results.no-owner')}</bdi>
                </>
              ) : null}
              {' · '}
              {row.openInterventions > 0
                ? t('signals.acting', { count: row.openInterventions })
                : t('signals.nobody-acts')}
            </span>
            <SignalLines lines={row.lines} side={row.side} />
          </li>
        ))}
      </ul>
      {signals.total > signals.rows.length ? (
        <p className="quiet">{t('reports.more-signals', { count: signals.total - signals.rows.length })}</p>
      ) : null}
      {interventions && interventions.total > 0 ? (
        <>
          <h3>{t('signals.interventions.title')}</h3>
          <ul>
            {interventions.rows.map((row) => (
              <li key={row.id}>
                <bdi>{row.text}</bdi>{' '}
                <span className="quiet">
                  {row.responsible ? (
                    <>
                      · <bdi>{row.responsible}</bdi>{' '}
                    </>
                  ) : null}
                  · {t('reports.until', { date: date(row.dueOn) })}
                </span>{' '}
                {row.dueOn.toISOString().slice(0, 10) < day ? (
                  <span className="tag bad">{t('signals.interventions.overdue')}</span>
                ) : null}
              </li>
            ))}
          </ul>
          {interventions.total > interventions.rows.length ? (
            <p className="quiet">
              {t('reports.more-interventions', { count: interventions.total - interventions.rows.length })}
            </p>
          ) : null}
        </>
      ) : null}
    </section>
  )
}
