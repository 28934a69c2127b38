import type { PublishedWave } from '#app/disclosure/read-results.server'
import { RELATION_VIEWS, type RelationView } from '#app/disclosure/relation-points'
import { SIDES, type Side } from '#app/trust/scored-response'
import { chooseWave } from './choose-wave'

export interface MeasurementChoice {
  wave: PublishedWave
  side: Side
  /** empty for all together; may be one that the wave does not have */
  language: string
  /** empty for the first */
  construct: string
  /** whose view the relations are drawn from */
  view: RelationView
}

/** What an address asks of the measurement page; undefined before the first publication. */
export function readMeasurementChoice(waves: readonly PublishedWave[], url: string): MeasurementChoice | undefined {
  const { searchParams } = new URL(url)
  const wave = chooseWave(waves, url)
  return (
    wave && {
      wave,
      side: SIDES.find((side) => side === searchParams.get('side')) ?? 'buyer',
      language: searchParams.get('language') ?? '',
      construct: searchParams.get('construct') ?? '',
      view: RELATION_VIEWS.find((view) => view === searchParams.get('view')) ?? 'both',
    }
  )
}
