import { useMemo } from 'react'
import { directionOf } from '#app/i18n/direction'
import { formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { SIDES } from '#app/trust/scored-response'
import { LineChart } from '#app/ui/line-chart'
import { StackedBars } from '#app/ui/stacked-bars'
import { TakeAlong } from '#app/ui/take-along'
import { type CellView, meanOf } from './cell-view'
import { SIDE_COLORS, TIME_PARTS, timeColor } from './colors'
import { pictureNote } from './picture-note'
import type { WaveValues } from './relationship-history'
import { Withheld } from './withheld'

/** Trust and dependence of both sides over the waves, and where their time went in the newest one. */
export function HistoryCharts({ history, about }: { history: WaveValues[]; about: string }) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const direction = directionOf(language)
  // a pulse asks neither about time nor about much else
  const newest = history.findLast(({ values }) => SIDES.some((side) => values[`${side}.time_price`])) ?? history.at(-1)
  const seriesOf = useMemo(() => {
    const make = (index: string) => {
      const asked = history.filter(({ values }) => SIDES.some((side) => values[`${side}.${index}`]))
      const series = SIDES.map((side) => {
        const views = asked.map(({ values }) => values[`${side}.${index}`] ?? ({ status: 'withheld' } as CellView))
        return {
          label: t(`words.${side}`),
          color: SIDE_COLORS[side],
          values: views.map(meanOf),
          intervals: views.map(intervalOf),
        }
      })
      return { labels: asked.map(({ wave }) => t('results.wave', { number: wave })), series }
    }
    return { trust: make('trust'), dependence: make('dependence') }
  }, [history, t])
  const time = useMemo(() => {
    const hasTime = (side: string) => newest?.values[`${side}.time_price`]?.status === 'released'
    const sides = SIDES.filter(hasTime)
    const shareOf = (side: string, part: string) => meanOf(newest?.values[`${side}.${part}`] ?? { status: 'withheld' })
    return {
      sides,
      labels: sides.map((side) => t(`words.${side}`)),
      layers: TIME_PARTS.map((part) => ({
        label: t(`results.index.${part}`),
        color: timeColor(part),
        values: sides.map((side) => shareOf(side, part)),
      })),
    }
  }, [newest, t])
  const isWithheld = (index: 'trust' | 'dependence') =>
    seriesOf[index].series.every(({ values }) => values.every((value) => value === null))
  const describe = (index: 'trust' | 'dependence') =>
    `${t(`results.index.${index}`)}. ${seriesOf[index].series
      .map(
        ({ label, values }) =>
          `${label}: ${values.map((value) => (value === null ? t('results.withheld') : formatNumber(language, value))).join(', ')}`,
      )
      .join('; ')}`
  return (
    <>
      {(['trust', 'dependence'] as const).map((index) => (
        <section key={index} className="card">
          <h2>{t(`results.chart.${index}`)}</h2>
          <p className="hint">{t(`results.chart.${index}-hint`)}</p>
          {isWithheld(index) ? (
            <p className="empty">
              <Withheld />
            </p>
          ) : (
            <TakeAlong
              title={`${t(`results.chart.${index}`)}: ${about}`}
              note={pictureNote(t, language, history, index)}
            >
              <LineChart
                description={describe(index)}
                labels={seriesOf[index].labels}
                series={seriesOf[index].series}
                minimum={0}
                maximum={100}
                yTitle={t('results.points')}
                direction={direction}
              />
            </TakeAlong>
          )}
        </section>
      ))}
      <section className="card">
        <h2>{t('results.chart.time', { number: newest?.wave ?? '' })}</h2>
        <p className="hint">{t('results.chart.time-hint')}</p>
        {time.labels.length > 0 ? (
          <TakeAlong
            title={`${t('results.chart.time', { number: newest?.wave ?? '' })}: ${about}`}
            note={pictureNote(t, language, history, 'time_price')}
          >
            <StackedBars
              description={t('results.chart.time-description')}
              labels={time.labels}
              layers={time.layers}
              xTitle={t('results.percent-of-time')}
              direction={direction}
            />
          </TakeAlong>
        ) : null}
        {SIDES.filter((side) => !time.sides.includes(side)).map((side) => (
          <p key={side} className="hint">
            {t(`words.${side}`)}: <Withheld />
          </p>
        ))}
      </section>
    </>
  )
}

function intervalOf(view: CellView): [number, number] | null {
  return view.status === 'released' && view.low !== null && view.high !== null ? [view.low, view.high] : null
}
