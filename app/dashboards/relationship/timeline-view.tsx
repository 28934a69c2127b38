import { useCallback, useMemo } from 'react'
import { SIDE_COLORS } from '#app/dashboards/colors'
import { pictureNote } from '#app/dashboards/picture-note'
import type { WaveValues } from '#app/dashboards/relationship-history'
import { Value } from '#app/dashboards/value'
import { EVENT_LANES, type EvidenceEvent } from '#app/evidence/evidence-event'
import { directionOf } from '#app/i18n/direction'
import { formatDate, formatMonth } from '#app/i18n/format'
import { isolateName } from '#app/i18n/isolate-name'
import { useTranslation } from '#app/i18n/use-translation'
import { SIDES } from '#app/trust/scored-response'
import { TableFrame } from '#app/ui/table-frame'
import { TakeAlong } from '#app/ui/take-along'
import { TimelineChart } from '#app/ui/timeline-chart'
import { moveSentence } from './move-sentence'
import { largestMove } from './timeline'

interface TimelineViewProps {
  history: WaveValues[]
  /** the newest first */
  events: EvidenceEvent[]
  /** of all events, also those that the page has no room for */
  total: number
  names: Record<'buyer' | 'supplier', string>
}

/** Half a year before the first wave is drawn, in milliseconds. */
const DRAWN_BEFORE = 183 * 86_400_000

/** What happened, on the curve of trust: as a chart, in a sentence, and as a table. */
export function TimelineView({ history, events, total, names }: TimelineViewProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const wordsOf = useCallback(
    ({ lane, word, side, text }: EvidenceEvent) =>
      `${t(`evidence.event.${lane}.${word}`)} (${isolateName(names[side])})${text ? `: ${isolateName(text)}` : ''}`,
    [t, names],
  )
  // bonds of many years ago would press all waves into a corner
  const from = (history[0]?.publishedAt.getTime() ?? 0) - DRAWN_BEFORE
  const series = useMemo(
    () =>
      SIDES.map((side) => ({
        label: t('results.timeline.trust-of', { side: t(`words.${side}`) }),
        color: SIDE_COLORS[side],
        points: history.flatMap(({ publishedAt, values }) => {
          const view = values[`${side}.trust`]
          if (view?.status !== 'released') return []
          const interval: [number, number] | null =
            view.low === null || view.high === null ? null : [view.low, view.high]
          return [{ at: publishedAt.getTime(), value: view.mean, interval }]
        }),
      })),
    [history, t],
  )
  const lanes = useMemo(
    () =>
      EVENT_LANES.map((lane) => ({
        label: t(`evidence.event.lane.${lane}`),
        events: events
          .filter((one) => one.lane === lane && one.day.getTime() >= from)
          .map((one) => ({ at: one.day.getTime(), words: wordsOf(one), isBad: one.isBad })),
      })).filter((lane) => lane.events.length > 0),
    [events, from, t, wordsOf],
  )
  const isEmpty = lanes.length === 0 && series.every(({ points }) => points.length === 0)
  const formatDay = useCallback((at: number) => formatMonth(language, new Date(at)), [language])
  const sentence = moveSentence(t, language, largestMove(history, events))
  const rows = [
    ...events.map((event) => ({ day: event.day, key: event.id, event, wave: undefined })),
    ...history.map((wave) => ({ day: wave.publishedAt, key: `wave ${wave.wave}`, event: undefined, wave })),
  ].sort((a, b) => b.day.getTime() - a.day.getTime())
  return (
    <section className="card">
      <h2>{t('results.timeline.title')}</h2>
      <p className="hint">{t('results.timeline.hint')}</p>
      <p>{sentence}</p>
      {isEmpty ? null : (
        <TakeAlong
          title={`${t('results.timeline.title')}: ${names.buyer} – ${names.supplier}`}
          note={pictureNote(t, language, history, 'trust')}
        >
          <TimelineChart
            description={`${t('results.timeline.title')}. ${sentence}`}
            series={series}
            lanes={lanes}
            yTitle={t('results.points')}
            direction={directionOf(language)}
            formatDay={formatDay}
          />
        </TakeAlong>
      )}
      <details>
        <summary>{t('results.same-data')}</summary>
        {total > events.length ? (
          <p className="hint">{t('results.timeline.newest', { shown: events.length, total })}</p>
        ) : null}
        <TableFrame label={t('results.timeline.title')}>
          <table>
            <thead>
              <tr>
                {(['day', 'what', 'who', 'text'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(`results.timeline.field.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ day, key, event, wave }) => (
                <tr key={key}>
                  <th scope="row">{formatDate(language, day)}</th>
                  <td>
                    {event ? (
                      <span className={event.isBad ? 'tag warn' : 'tag'}>
                        {t(`evidence.event.${event.lane}.${event.word}`)}
                      </span>
                    ) : (
                      t('results.timeline.published', { number: wave?.wave })
                    )}
                  </td>
                  <td>{event ? <bdi>{names[event.side]}</bdi> : t('results.both')}</td>
                  <td dir="auto">
                    {event
                      ? event.text
                      : SIDES.map((side) => (
                          <span key={side}>
                            {t('results.timeline.trust-of', { side: t(`words.${side}`) })}:{' '}
                            <Value view={wave?.values[`${side}.trust`] ?? { status: 'withheld' }} isFull />{' '}
                          </span>
                        ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      </details>
    </section>
  )
}
