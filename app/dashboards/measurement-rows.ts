import { isReleasedMeasurement, type ReleasedMeasurement } from '#app/disclosure/release-measurement'
import { QUALITY_FLAGS } from '#app/responses/quality-flags'
import { COEFFICIENTS, ITEM_MISSING, NULL_MODELS } from '#app/trust/measured-values'

const SPREAD = ['groups', 'mean', 'lowerQuartile', 'median', 'upperQuartile'] as const
const SPREAD_NAMES = { groups: 'n', mean: 'mean', lowerQuartile: 'q1', median: 'median', upperQuartile: 'q3' } as const

export const MEASUREMENT_COLUMNS = [
  ...['wave', 'row', 'construct', 'side', 'language', 'item', 'status', 'people', 'people_to'],
  ...['responses', 'relationships', ...COEFFICIENTS, 'no_minres_because', 'no_ml_because'],
  ...NULL_MODELS.flatMap((model) => SPREAD.map((name) => `rwg_j_${model}_${SPREAD_NAMES[name]}`)),
  ...['reversed', 'mean', 'sd', 'item_rest_r', 'alpha_if_deleted', 'loading', 'asked'],
  ...ITEM_MISSING.map((reason) => `${reason}_percent`),
  ...QUALITY_FLAGS,
]

/**
 * All rows of one wave as a table file: a row per scale, one per item, and one about the responses of each side and language.
 * @throws for a look-alike that did not come through the door of disclosure
 */
export function measurementRows(wave: number, rows: readonly ReleasedMeasurement[]) {
  return rows.flatMap((row) => {
    if (!isReleasedMeasurement(row)) throw new TypeError('a value that was not released cannot be written')
    const { construct, side, language, status } = row
    const place = { wave, row: construct === '' ? 'responses' : 'scale', construct, side, language, status }
    if (row.status === 'withheld') return [place]
    const told = { ...place, people: row.n, people_to: row.nTo }
    if (row.kind === 'answering') return [{ ...told, responses: row.values.responses, ...row.values.flags }]
    const { complete, relationships, coefficients, noFactorBecause, agreement, items } = row.values
    const spreads = NULL_MODELS.flatMap((model) =>
      SPREAD.map((name) => [`rwg_j_${model}_${SPREAD_NAMES[name]}`, agreement[model]?.[name]] as const),
    )
    return [
      {
        ...{ ...told, responses: complete, relationships, ...coefficients },
        ...{ no_minres_because: noFactorBecause.minres, no_ml_because: noFactorBecause.ml },
        ...Object.fromEntries(spreads),
      },
      ...items.map(({ id, isReversed, mean, sd, itemRest, alphaIfDeleted, loading, missing }) => ({
        ...{ ...told, row: 'item', item: id, responses: complete, reversed: isReversed ? 1 : 0, mean, sd, loading },
        ...{ item_rest_r: itemRest, alpha_if_deleted: alphaIfDeleted, asked: missing?.asked },
        ...Object.fromEntries(ITEM_MISSING.map((reason) => [`${reason}_percent`, missing?.percent[reason]])),
      })),
    ]
  })
}
