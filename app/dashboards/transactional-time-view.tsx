import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { directionOf } from '#app/i18n/direction'
import { formatDifference, formatNumber, formatPercent } from '#app/i18n/format'
import { SIDES } from '#app/trust/scored-response'
import type { TransactionalTimeComparison } from '#app/trust/transactional-time-comparison'
import { ScatterChart } from '#app/ui/scatter-chart'
import { TableFrame } from '#app/ui/table-frame'
import { SIDE_COLORS } from './colors'
import type { TimePoint, TimeView } from './transactional-time'

/** What the points say, in words: direction, how sure, and the two ends of the line. */
export function TimeFinding({ comparison }: { comparison: TransactionalTimeComparison }) {
  const { t, i18n } = useTranslation()
  const { line, summary, n } = comparison
  if (!line || !summary) return <p>{t('results.finding.too-few', { n })}</p>
  const { language } = i18n
  const perTenPoints = (value: number | undefined) => formatDifference(language, (value ?? 0) * 10, 1)
  const end = ({ x, fit }: { x: number; fit: number }) => ({
    trust: formatNumber(language, x),
    share: formatPercent(language, fit),
  })
  const lowest = end(summary.atLowestTrust)
  const highest = end(summary.atHighestTrust)
  return (
    <p>
      <strong>{t(summary.isCredible ? `results.finding.${summary.direction}` : 'results.finding.unclear')}</strong>{' '}
      {t('results.finding.slope', {
        slope: perTenPoints(line.slope.estimate),
        low: perTenPoints(line.slope.low),
        high: perTenPoints(line.slope.high),
        n,
      })}{' '}
      {t('results.finding.ends', {
        lowTrust: lowest.trust,
        lowShare: lowest.share,
        highTrust: highest.trust,
        highShare: highest.share,
      })}
    </p>
  )
}

interface TimeScatterProps {
  points: TimePoint[]
  comparison: TransactionalTimeComparison
}

export function TimeScatter({ points, comparison }: TimeScatterProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const series = useMemo(
    () =>
      SIDES.map((side) => ({
        label: t(`results.view-of.${side}`),
        color: SIDE_COLORS[side],
        shape: side === 'buyer' ? ('circle' as const) : ('rectRot' as const),
        points: points
          .filter((point) => point.side === side)
          .map(({ trust, unproductive, label }) => ({
            x: trust,
            y: unproductive,
            label: `${label}: ${formatNumber(language, trust)} · ${formatPercent(language, unproductive)}`,
          })),
      })),
    [points, t, language],
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
    <ScatterChart
      description={t('results.scatter-description', { n: points.length })}
      series={series}
      band={band}
      references={references}
      xTitle={t('results.trust-axis')}
      yTitle={t('results.time-axis')}
      direction={directionOf(language)}
    />
  )
}

/** The points as a table, the least trusting first. */
export function TimeTable({ points, view }: { points: TimePoint[]; view: TimeView }) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  if (points.length === 0) return <p className="empty">{t('results.no-points')}</p>
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
          {points
            .toSorted((a, b) => a.trust - b.trust)
            .map((point) => (
              <tr key={`${point.side} ${point.label}`}>
                <th scope="row">
                  <bdi>{point.label}</bdi>
                </th>
                <td>
                  {point.partner === undefined ? (
                    point.relationships
                  ) : (
                    <>
                      <bdi>{point.rater}</bdi> {t('results.about')} <bdi>{point.partner}</bdi>
                    </>
                  )}
                </td>
                <td>{t(`words.${point.side}`)}</td>
                <td className="number">{formatNumber(language, point.trust)}</td>
                <td className="number">{formatPercent(language, point.unproductive)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
