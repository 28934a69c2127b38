import { differenceOfSides } from './difference-of-sides'
import { hoursWeightedShare } from './hours-weighted-share'
import type { IndexDefinition, PairIndexDefinition, SideIndexDefinition } from './index-definition'
import { lowerSide } from './lower-side'
import { meanOfScore } from './mean-of-score'
import { meanOfSides } from './mean-of-sides'
import { SIDES, type Side } from './scored-response'

const POINTS = { unit: 'points', range: [0, 100] } as const
const DIFFERENCE = { unit: 'points', range: [-100, 100] } as const
const PERCENT = { unit: 'percent', range: [0, 100] } as const

type Reading = Omit<IndexDefinition, 'id'>

const scoreMean = (id: string, reading: Reading): SideIndexDefinition => ({
  id,
  side: 'side',
  ...reading,
  measure: meanOfScore(id),
})

/** Indices of one side of a relationship, in the order of the result tables. */
export const SIDE_INDICES: readonly SideIndexDefinition[] = [
  scoreMean('trust', { ...POINTS, higherIs: 'better' }),
  scoreMean('dependence', { ...POINTS, higherIs: 'neutral' }),
  scoreMean('unproductive', { ...PERCENT, higherIs: 'worse' }),
  scoreMean('unproductive_strict', { ...PERCENT, higherIs: 'worse' }),
  { id: 'unproductive_hours_weighted', side: 'side', ...PERCENT, higherIs: 'worse', measure: hoursWeightedShare },
  scoreMean('time_price', { ...PERCENT, higherIs: 'worse' }),
  scoreMean('time_contract', { ...PERCENT, higherIs: 'worse' }),
  scoreMean('time_blame', { ...PERCENT, higherIs: 'worse' }),
  scoreMean('time_expediting', { ...PERCENT, higherIs: 'worse' }),
  scoreMean('time_inspection', { ...PERCENT, higherIs: 'worse' }),
  scoreMean('time_design', { ...PERCENT, higherIs: 'better' }),
  scoreMean('time_quality', { ...PERCENT, higherIs: 'better' }),
  scoreMean('time_planning', { ...PERCENT, higherIs: 'better' }),
  scoreMean('time_ideas', { ...PERCENT, higherIs: 'better' }),
  scoreMean('time_other', { ...PERCENT, higherIs: 'neutral' }),
]

/** Indices of both sides of a relationship together. */
export const PAIR_INDICES: readonly PairIndexDefinition[] = [
  { id: 'trust_gap', side: 'both', of: 'trust', ...DIFFERENCE, higherIs: 'neutral', measure: differenceOfSides },
  { id: 'mutual_trust_mean', side: 'both', of: 'trust', ...POINTS, higherIs: 'better', measure: meanOfSides },
  { id: 'mutual_trust_min', side: 'both', of: 'trust', ...POINTS, higherIs: 'better', measure: lowerSide },
  { id: 'interdependence_mean', side: 'both', of: 'dependence', ...POINTS, higherIs: 'neutral', measure: meanOfSides },
  {
    id: 'dependence_asymmetry',
    side: 'both',
    of: 'dependence',
    ...DIFFERENCE,
    higherIs: 'neutral',
    measure: differenceOfSides,
  },
]

/** Every index that Thiqa knows. A new one costs its row here and, if it is computed in a new way, one file beside this. */
export const INDICES: readonly (SideIndexDefinition | PairIndexDefinition)[] = [...SIDE_INDICES, ...PAIR_INDICES]

/** Every place of a result table in reading order: what both sides say, then what follows from both together. */
export const INDEX_PLACES: readonly { side: Side | 'both'; index: string }[] = [
  ...SIDE_INDICES.flatMap(({ id }) => SIDES.map((side) => ({ side, index: id }))),
  ...PAIR_INDICES.map(({ id }) => ({ side: 'both' as const, index: id })),
]
