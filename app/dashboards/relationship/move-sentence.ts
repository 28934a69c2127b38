import type { TFunction } from 'i18next'
import { formatDifference } from '#app/i18n/format'
import type { TimelineMove } from './timeline'

/** What the timeline shows: the largest move of trust, and what was recorded meanwhile. */
export function moveSentence(t: TFunction, language: string, move: TimelineMove | undefined): string {
  if (!move) return t('results.timeline.no-move')
  const { side, points, from, to, isClear } = move
  const list = move.events.map(({ lane, count }) => t(`evidence.event.count.${lane}`, { count }))
  const values = { side: t(`signals.people.${side}`), points: formatDifference(language, points), from, to }
  const meanwhile =
    list.length === 0
      ? t('results.timeline.nothing-between')
      : t('results.timeline.between', { list: new Intl.ListFormat(language).format(list) })
  const chance = isClear ? '' : ` ${t('results.timeline.chance')}`
  return `${t('results.timeline.move', values)}${chance} ${meanwhile} ${t('results.no-cause-sentence')}`
}
