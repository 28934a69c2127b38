import type { PublishedWave } from '#app/disclosure/read-results.server'
import { chooseWave } from './choose-wave'
import { TIME_MEASURES, TIME_SIDES, TIME_VIEWS, type TimeMeasure, type TimeSide, type TimeView } from './time-row'

export interface TimeChoice {
  /** what the address says: one wave, or the mean over all */
  wave: number | 'all'
  /** the waves that this means */
  waves: PublishedWave[]
  measure: TimeMeasure
  view: TimeView
  side: TimeSide
}

/** What an address asks of the transactional-time page; undefined before the first publication. */
export function readTimeChoice(waves: PublishedWave[], url: string): TimeChoice | undefined {
  const { searchParams } = new URL(url)
  const measure = TIME_MEASURES.find((one) => one === searchParams.get('measure')) ?? 'unproductive'
  const view = TIME_VIEWS.find((one) => one === searchParams.get('view')) ?? 'relationships'
  const side = TIME_SIDES.find((one) => one === searchParams.get('side')) ?? 'both'
  const newest = chooseWave(waves, url)
  if (!newest) return undefined
  if (searchParams.get('wave') === 'all') return { wave: 'all', waves, measure, view, side }
  return { wave: newest.number, waves: [newest], measure, view, side }
}
