import { directionOf } from '#app/i18n/direction'
import { formatDate, formatDifference, formatMoney, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { BubbleChart } from '#app/ui/bubble-chart'
import { TakeAlong } from '#app/ui/take-along'
import type { StandingPoint } from './read-standings.server'

/** Apart for colour-blind eyes: down, up, neither; what is not told is a ring. */
const COLORS = { down: 'var(--supplier)', up: 'var(--buyer)', steady: 'var(--steady)', untold: 'var(--quiet)' }

interface StandingChartProps {
  points: StandingPoint[]
  total: number
  study: { name: string; wave: number; publishedAt: Date }
}

/** Mutual trust against dependence asymmetry: size is spend (or how many lie there), colour is the trend of trust. */
export function StandingChart({ points, total, study }: StandingChartProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const isGrouped = points.some(({ count }) => count > 1)
  const currencies = new Set(points.flatMap(({ currency }) => currency ?? []))
  // amounts of different currencies have no order
  const hasSpend = !isGrouped && currencies.size === 1
  const largest = Math.max(1, ...points.map(({ spend, count }) => (isGrouped ? count : (spend ?? 0))))
  const shown = points.reduce((sum, { count }) => sum + count, 0)
  const reach = Math.max(20, ...points.map(({ y }) => Math.abs(y)))
  const range = Math.min(100, Math.ceil(reach / 20) * 20)
  const wordOf = (moved: number | null) =>
    moved === null ? 'untold' : moved < 0 ? 'down' : moved > 0 ? 'up' : 'steady'
  const labelOf = ({ x, y, label, moved, spend, currency, count }: StandingPoint) =>
    [
      isGrouped ? t('results.home.chart.count', { count }) : label,
      t('results.home.chart.at', { trust: formatNumber(language, x), asymmetry: formatDifference(language, y) }),
      t(`results.home.trend.${wordOf(moved)}`),
      ...(spend !== null && currency ? [formatMoney(language, spend, currency)] : []),
    ].join(' · ')
  const description = t('results.home.chart.description', { shown, total })
  return (
    <figure className="card">
      <figcaption>
        <h2>{t('results.home.chart.title')}</h2>
        <p className="hint">
          {t(
            isGrouped
              ? 'results.home.chart.grouped'
              : hasSpend
                ? 'results.home.chart.sized'
                : 'results.home.chart.unsized',
          )}
        </p>
      </figcaption>
      <TakeAlong
        title={`${t('results.home.chart.title')}: ${study.name}`}
        note={[
          t('results.take-along.wave', { number: study.wave, date: formatDate(language, study.publishedAt) }),
          t('results.take-along.shown', { shown, total }),
        ].join(' · ')}
      >
        <BubbleChart
          description={description}
          bubbles={points.map((point) => ({
            ...{ x: point.x, y: point.y, color: COLORS[wordOf(point.moved)], label: labelOf(point) },
            isRing: wordOf(point.moved) === 'untold',
            size: isGrouped ? point.count / largest : hasSpend ? (point.spend ?? 0) / largest : 0.15,
          }))}
          xRange={[0, 100]}
          yRange={[-range, range]}
          xTitle={t('results.index.mutual_trust_mean')}
          yTitle={t('results.index.dependence_asymmetry')}
          direction={directionOf(language)}
          format={(value) => formatNumber(language, value)}
        />
      </TakeAlong>
      <ul className="legend">
        {(['down', 'up', 'steady', 'untold'] as const).map((word) => (
          <li key={word}>
            {/* a style in an attribute is refused by the browser (Content-Security-Policy) */}
            <svg className="swatch" viewBox="0 0 10 10" aria-hidden="true">
              <circle cx="5" cy="5" r="4" stroke={COLORS[word]} fill={word === 'untold' ? 'none' : COLORS[word]} />
            </svg>
            {t(`results.home.trend.${word}`)}
          </li>
        ))}
      </ul>
      <p className="quiet">{description}</p>
    </figure>
  )
}
