import type { TFunction } from 'i18next'
import { formatDate } from '#app/i18n/format'
import { SIDES } from '#app/trust/scored-response'
import type { WaveValues } from './relationship-history'

/** What a picture of an index says of itself: the newest wave that asked about it, when it was published, and how many answered. */
export function pictureNote(t: TFunction, language: string, history: readonly WaveValues[], index: string): string {
  const newest = history.findLast(({ values }) => SIDES.some((side) => values[`${side}.${index}`])) ?? history.at(-1)
  if (!newest) return ''
  const date = formatDate(language, newest.publishedAt)
  const sides = SIDES.flatMap((side) => {
    const view = newest.values[`${side}.${index}`]
    if (view?.status !== 'released') return []
    const n = view.nTo === null ? t('results.n', { n: view.n }) : t('results.n-band', { n: view.n, to: view.nTo })
    return [t('results.take-along.side', { side: t(`words.${side}`), n })]
  })
  return [t('results.take-along.wave', { number: newest.wave, date }), ...sides].join(' · ')
}
