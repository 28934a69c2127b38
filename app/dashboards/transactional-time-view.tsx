import { Link } from '@remix-run/react'
import { useMemo } from 'react'
import { paths } from '#app/http/paths'
import { directionOf } from '#app/i18n/direction'
import { formatDifference, formatNumber, formatPercent } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { SIDES } from '#app/trust/scored-response'
import type { TransactionalTimeComparison } from '#app/trust/transactional-time-comparison'
import { ScatterChart } from '#app/ui/scatter-chart'
import { TableFrame } from '#app/ui/table-frame'
import { TakeAlong } from '#app/ui/take-along'
import { SIDE_COLORS } from './colors'
import { isPoint, type TimeRow, type TimeView } from './time-row'
import { Withheld } from './withheld'

/** What the points say, in words: direction, how sure, the two ends of the line, and the outer quarters of the points. */
export function TimeFinding({ comparison }: { comparison: TransactionalTimeComparison }) {
  const { t, i18n } = useTranslation()
  const { line, correlation, summary, quartiles, n } = comparison
  if (!line || !summary) return <p>{t('results.finding.too-few', { n })}</p>
  const { language } = i18n
  const perTenPoints = (value: number | undefined) => formatDifference(language, (value ?? 0) * 10, 1)
  const end = ({ x, fit }: { x: number; fit: number }) => ({
    trust: formatNumber(language, x),
    share: formatPercent(language, fit),
  })
  const lowest = end(summary.atLowestTrust)
  const highest = end(summary.atHighestTrust)
  const [first, last] = [quartiles[0], quartiles.at(-1)]
  return (
    <p>
      <strong>{t(summary.isCredible ? `results.finding.${summary.direction}` : 'results.finding.unclear')}</strong>{' '}
      {t('results.finding.slope', {
        slope: perTenPoints(line.slope.estimate),
        low: perTenPoints(line.slope.low),
        high: perTenPoints(line.slope.high),
        n,
      })}{' '}
      {correlation?.low !== undefined && correlation.high !== undefined
        ? t('results.finding.correlation', {
            r: formatNumber(language, correlation.r, 2),
            low: formatNumber(language, correlation.low, 2),
            high: formatNumber(language, correlation.high, 2),
          })
        : null}{' '}
      {t('results.finding.ends', {
        lowTrust: lowest.trust,
        lowShare: lowest.share,
        highTrust: highest.trust,
        highShare: highest.share,
      })}{' '}
      {first?.quartile === 1 && last?.quartile === 4
        ? t('results.finding.quarters', {
            lowShare: formatPercent(language, first.mean),
            highShare: formatPercent(language, last.mean),
          })
        : null}{' '}
      {t('results.finding.no-cause')}
    </p>
  )
}

interface TimeScatterProps {
  rows: TimeRow[]
  view: TimeView
  comparison: TransactionalTimeComparison
  /** what a picture of it says of itself */
  title: string
  note: string
}

export function TimeScatter({ rows, view, comparison, title, note }: TimeScatterProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const points = useMemo(() => rows.filter(isPoint), [rows])
  const series = useMemo(
    () =>
      SIDES.filter((side) => points.some((point) => point.side === side)).map((side) => ({
        label: t(`results.view-of.${side}`),
        color: SIDE_COLORS[side],
        shape: side === 'buyer' ? ('circle' as const) : ('rectRot' as const),
        radius: view === 'firms' ? 9 : 5,
        points: points
          .filter((point) => point.side === side)
          .map(({ trust, unproductive, firm, relationship }) => ({
            x: trust,
            y: unproductive,
            label: `${relationship?.code ?? firm.name}: ${formatNumber(language, trust)} · ${formatPercent(language, unproductive)}`,
          })),
      })),
    [points, view, t, language],
  )
  const band = useMemo(
    () =>
      comparison.line && {
        label: t('results.line-and-interval'),
        points: comparison.band.map(({ x, fit, mean }) => ({
          x,
          fit,
          low: mean?.low ?? null,
          high: mean?.high ?? null,
        })),
      },
    [comparison, t],
  )
  const references = useMemo(
    () =>
      comparison.references.map(({ id, unproductive }) => ({ label: t(`results.reference.${id}`), y: unproductive })),
    [comparison, t],
  )
  return (
    <TakeAlong title={title} note={`${note} · ${t('results.take-along.points', { n: points.length })}`}>
      <ScatterChart
        description={t('results.scatter-description', { n: points.length })}
        series={series}
        band={band}
        references={references}
        xTitle={t('results.trust-axis')}
        yTitle={t('results.time-axis')}
        direction={directionOf(language)}
      />
    </TakeAlong>
  )
}

interface TimeTableProps {
  studyId: string
  rows: TimeRow[]
  view: TimeView
}

/** The points as a table, the least trusting first; what is withheld comes last and says so. */
export function TimeTable({ studyId, rows, view }: TimeTableProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  if (rows.length === 0) return <p className="empty">{t('results.no-points')}</p>
  return (
    <TableFrame label={t('results.transactional-time')}>
      <table>
        <caption className="visually-hidden">{t('results.transactional-time')}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`results.point.${view}`)}</th>
            <th scope="col">{t(`results.detail.${view}`)}</th>
            <th scope="col">{t('results.side')}</th>
            <th scope="col" className="number">
              {t('results.index.trust')}
            </th>
            <th scope="col" className="number">
              {t('results.percent-of-time')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows
            .toSorted((a, b) => (a.trust ?? 101) - (b.trust ?? 101))
            .map(({ side, firm, relationship, relationships, trust, unproductive }) => (
              <tr key={`${side} ${relationship?.id ?? firm.id}`}>
                <th scope="row">
                  {relationship ? (
                    <Link to={paths.studyRelationship(studyId, relationship.id)}>
                      <bdi>{relationship.code}</bdi>
                    </Link>
                  ) : (
                    <bdi>{firm.name}</bdi>
                  )}
                </th>
                <td>
                  {relationship ? (
                    <>
                      <bdi>{firm.name}</bdi> {t('results.about')} <bdi>{relationship.partner}</bdi>
                    </>
                  ) : (
                    formatNumber(language, relationships)
                  )}
                </td>
                <td>{t(`words.${side}`)}</td>
                <td className="number">{trust === null ? <Withheld /> : formatNumber(language, trust)}</td>
                <td className="number">
                  {unproductive === null ? <Withheld /> : formatPercent(language, unproductive)}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
