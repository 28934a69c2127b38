import { SIDE_COLORS } from '#app/dashboards/colors'
import { moveSentence } from '#app/dashboards/relationship/move-sentence'
import { RelationshipFacts } from '#app/dashboards/relationship-facts'
import { Precision, Value } from '#app/dashboards/value'
import { directionOf } from '#app/i18n/direction'
import { formatDate, formatNumber } from '#app/i18n/format'
import { isolateNames } from '#app/i18n/isolate-name'
import { useTranslation } from '#app/i18n/use-translation'
import { functionWeightsText } from '#app/studies/function-weights-text'
import { isDifference } from '#app/trust/indices'
import { SIDES } from '#app/trust/scored-response'
import { TableFrame } from '#app/ui/table-frame'
import { WaveLines } from '#app/ui/wave-lines'
import { ActingList } from './acting-list'
import type { RelationshipReport } from './read-relationship-report.server'
import { TimeSentences } from './time-sentences'
import { WithheldNote } from './withheld-note'

/** Waves in the table beside the chart, the newest ones. */
const TABLE_WAVES = 6
const WITHHELD = { status: 'withheld' } as const

/** One relationship on one sheet: where it stands, how sure that is, what warns, what is done. */
export function RelationshipSheet({ report }: { report: RelationshipReport }) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const { relationship, figures, gaps, trust, wave, participation, recorded, acting, now } = report
  const { move, showsNames, time } = report
  const weighing = functionWeightsText(t, language, report.study.functionWeights)
  const date = (day: Date) => formatDate(language, day)
  return (
    <>
      <p className="lead">
        {t('reports.basis', { number: wave.number, date: date(wave.publishedAt) })}{' '}
        {SIDES.map((side) =>
          t('reports.answered', {
            side: t(`words.${side}`),
            answered: formatNumber(language, participation[side].answered),
            invited: formatNumber(language, participation[side].invited),
          }),
        ).join(' · ')}
      </p>
      {weighing ? <p className="quiet">{weighing}</p> : null}
      <RelationshipFacts relationship={relationship} showsOwners={showsNames} />
      <dl className="report-figures">
        {figures.map(({ index, wave: number, view }) => (
          <div key={index}>
            <dt>{t(`results.index.${index}`)}</dt>
            <dd>
              <strong>
                <Value view={view} isDifference={isDifference(index)} />
              </strong>
              <Precision view={view} isDifference={isDifference(index)} />
              {number === wave.number ? null : <span className="quiet"> · {t('results.wave', { number })}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <div className="report-columns">
        <TrustOverWaves report={report} />
        <div>
          <section>
            <h2>{t('reports.gaps.title')}</h2>
            {gaps.length === 0 ? (
              <p>{t('reports.gaps.none')}</p>
            ) : (
              <TableFrame label={t('reports.gaps.title')}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{t('results.index-head')}</th>
                      <th scope="col" className="number">
                        {t('words.buyer')}
                      </th>
                      <th scope="col" className="number">
                        {t('words.supplier')}
                      </th>
                      <th scope="col" className="number">
                        {t('results.column.gap')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {gaps.map(({ index, buyer, supplier, gap }) => (
                      <tr key={index}>
                        <th scope="row">{t(`results.index.${index}`)}</th>
                        <td className="number">
                          <Value view={buyer} />
                        </td>
                        <td className="number">
                          <Value view={supplier} />
                        </td>
                        <td className="number">
                          <Value view={gap} isDifference isFull />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </TableFrame>
            )}
          </section>
          <TimeSentences {...time} currency={report.study.currency} />
        </div>
      </div>
      <p>{moveSentence(t, language, move)}</p>
      {acting ? <ActingList {...acting} showsNames={showsNames} today={now} /> : null}
      <div className="report-columns">
        {recorded ? <Recorded {...recorded} /> : null}
        <WithheldNote report={report} />
      </div>
      {trust.length > TABLE_WAVES ? <p className="quiet">{t('reports.newest-waves', { count: TABLE_WAVES })}</p> : null}
    </>
  )
}

/** Trust of both sides: as a chart, and the newest waves as its table. */
function TrustOverWaves({ report: { trust } }: { report: RelationshipReport }) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const views = (side: string) => trust.map(({ values }) => values[`${side}.trust`] ?? WITHHELD)
  const rows = trust.slice(-TABLE_WAVES)
  return (
    <section>
      <h2>{t('results.chart.trust')}</h2>
      <WaveLines
        description={t('reports.chart')}
        labels={trust.map(({ wave }) => t('results.wave', { number: wave }))}
        series={SIDES.map((side) => ({
          label: t('results.timeline.trust-of', { side: t(`words.${side}`) }),
          color: SIDE_COLORS[side],
          values: views(side).map((view) => (view.status === 'released' ? view.mean : null)),
          intervals: views(side).map((view) =>
            view.status === 'released' && view.low !== null && view.high !== null ? [view.low, view.high] : null,
          ),
        }))}
        minimum={0}
        maximum={100}
        yTitle={t('results.points')}
        direction={directionOf(language)}
        format={(value) => formatNumber(language, value)}
      />
      <TableFrame label={t('results.chart.trust')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('results.waves')}</th>
              <th scope="col" className="number">
                {t('words.buyer')}
              </th>
              <th scope="col" className="number">
                {t('words.supplier')}
              </th>
              <th scope="col" className="number">
                {t('results.column.gap')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ wave, publishedAt, values }) => (
              <tr key={wave}>
                <th scope="row">
                  {formatNumber(language, wave)} <span className="quiet">{formatDate(language, publishedAt)}</span>
                </th>
                {['buyer.trust', 'supplier.trust', 'both.trust_gap'].map((key) => (
                  <td key={key} className="number">
                    <Value view={values[key] ?? WITHHELD} isDifference={key.startsWith('both')} isFull />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  )
}

/** What the registers and the timeline hold, in sentences; a register without entries has none. */
function Recorded({ registers, lanes }: NonNullable<RelationshipReport['recorded']>) {
  const { t, i18n } = useTranslation()
  const told = registers.filter(({ findings }) => findings.length > 0)
  const counts = lanes.map(({ lane, count }) => t(`evidence.event.count.${lane}`, { count }))
  return (
    <section>
      <h2>{t('results.recorded.title')}</h2>
      <p>
        {counts.length === 0
          ? t('reports.nothing-recorded')
          : t('reports.recorded', { list: new Intl.ListFormat(i18n.language).format(counts) })}
      </p>
      {told.length > 0 ? (
        <ul>
          {told.map(({ name, findings }) => (
            <li key={name}>
              <strong>{t(`evidence.${name}.title`)}</strong>:{' '}
              {findings
                .map(({ word, values }) => t(`evidence.${name}.finding.${word}`, isolateNames(values)))
                .join(' ')}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
