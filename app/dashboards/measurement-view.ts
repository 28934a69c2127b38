import { isReleasedMeasurement, type ReleasedMeasurement } from '#app/disclosure/release-measurement'
import { SIDE_INDICES } from '#app/trust/indices'
import type { MeasuredAnswering, MeasuredScale } from '#app/trust/measured-values'
import type { MeasurementChoice } from './measurement-choice'

export interface Told<Values> {
  n: number
  nTo: number | null
  values: Values
}

/** What the page shows of one side and language; `withheld` says nothing but that. */
export interface MeasurementView {
  /** languages that the wave was worded in */
  languages: string[]
  /** the one that is shown; empty for all together */
  language: string
  scales: { construct: string; told: Told<MeasuredScale> | 'withheld' }[]
  /** the scale that is shown in full; undefined where the wave has none */
  chosen: string | undefined
  answering: Told<MeasuredAnswering> | 'withheld'
}

/**
 * Takes its values from released rows only.
 * @throws for a look-alike that did not come through the door of disclosure
 */
export function viewMeasurement(
  rows: readonly ReleasedMeasurement[],
  { side, language, construct }: Pick<MeasurementChoice, 'side' | 'language' | 'construct'>,
): MeasurementView {
  if (!rows.every(isReleasedMeasurement)) throw new TypeError('a value that was not released cannot be shown')
  const languages = [...new Set(rows.map((row) => row.language).filter((one) => one !== ''))]
  const shown = languages.includes(language) ? language : ''
  const own = rows.filter((row) => row.side === side && row.language === shown)
  const scales = own
    .filter((row) => row.construct !== '')
    .map((row) => ({
      construct: row.construct,
      told:
        row.status === 'released' && row.kind === 'scale'
          ? { n: row.n, nTo: row.nTo ?? null, values: row.values }
          : ('withheld' as const),
    }))
    .sort((one, other) => rank(one.construct) - rank(other.construct))
  const answered = own.find((row) => row.construct === '')
  return {
    ...{ languages, language: shown, scales },
    chosen: scales.find((scale) => scale.construct === construct)?.construct ?? scales[0]?.construct,
    answering:
      answered?.status === 'released' && answered.kind === 'answering'
        ? { n: answered.n, nTo: answered.nTo ?? null, values: answered.values }
        : 'withheld',
  }
}

/** Constructs in the order of the result tables; those of own templates follow. */
function rank(construct: string): number {
  const place = SIDE_INDICES.findIndex(({ id }) => id === construct)
  return place < 0 ? SIDE_INDICES.length : place
}
