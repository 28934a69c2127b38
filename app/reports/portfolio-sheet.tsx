import { StandingChart } from '#app/dashboards/standings/standing-chart'
import { standingSentences } from '#app/dashboards/standings/standing-sentences'
import { Withheld } from '#app/dashboards/withheld'
import { formatDate, formatDifference, formatNumber, formatPercent } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import { ActingList } from './acting-list'
import type { PortfolioReport } from './read-portfolio-report.server'

/** All relationships of a study within reach: what changed, what warns, who stands worst. */
export function PortfolioSheet({ report }: { report: PortfolioReport }) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const { study, summary, since, relationships, signals, points, now, showsNames } = report
  return (
    <>
      <p className="lead">
        {t('reports.basis', { number: study.wave, date: formatDate(language, study.publishedAt) })}
      </p>
      <section>
        <h2>{t('reports.portfolio.changed')}</h2>
        <ul>
          {standingSentences(t, language, { study, summary, since }).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      {points.length > 0 ? <StandingChart points={points} total={relationships.total} study={study} /> : null}
      {signals ? <ActingList signals={signals} counts={signals.counts} showsNames={showsNames} today={now} /> : null}
      <section>
        <h2>{t('reports.portfolio.table')}</h2>
        <RelationshipTable rows={relationships.rows} />
        {relationships.total > relationships.rows.length ? (
          <p className="quiet">
            {t('reports.portfolio.more', { count: relationships.total - relationships.rows.length })}
          </p>
        ) : null}
        <p className="quiet">{t('results.home.ranked')}</p>
        <p className="quiet">{t('results.withheld-why')}</p>
      </section>
    </>
  )
}

function RelationshipTable({ rows }: { rows: PortfolioReport['relationships']['rows'] }) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const told = (value: number | null, format: (language: string, value: number) => string) =>
    value === null ? <Withheld /> : format(language, value)
  return (
    <TableFrame label={t('reports.portfolio.table')}>
      <table>
        <thead>
          <tr>
            {(['relationship', 'category'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`results.home.column.${name}`)}
              </th>
            ))}
            {(['ranked', 'mutualTrust', 'gap', 'unproductive', 'moved', 'response', 'signals'] as const).map((name) => (
              <th key={name} scope="col" className="number">
                {t(`results.home.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const invited = row.buyerInvited + row.supplierInvited
            const answered = row.buyerAnswered + row.supplierAnswered
            const trend = row.moved === null ? 'untold' : row.moved === 0 ? 'steady' : row.moved < 0 ? 'down' : 'up'
            return (
              <tr key={row.relationshipId}>
                <th scope="row">
                  <bdi>{row.buyerName}</bdi> – <bdi>{row.supplierName}</bdi>
                </th>
                <td>
                  <bdi>{row.category}</bdi>
                </td>
                <td className="number">{told(row.ranked, formatNumber)}</td>
                <td className="number">{told(row.mutualTrust, formatNumber)}</td>
                <td className="number">{told(row.gap, formatDifference)}</td>
                <td className="number">{told(row.unproductive, formatPercent)}</td>
                <td className="number">{t(`results.home.trend.${trend}`)}</td>
                <td className="number">{invited > 0 ? formatPercent(language, (100 * answered) / invited) : '–'}</td>
                <td className="number">{formatNumber(language, row.signals)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableFrame>
  )
}
