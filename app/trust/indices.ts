import { differenceOfSides } from './difference-of-sides'
import { hoursWeightedShare, largestShareOfHours } from './hours-weighted-share'
import type { IndexDefinition, PairIndexDefinition, SideIndexDefinition } from './index-definition'
import { lowerSide } from './lower-side'
import { meanOfScore } from './mean-of-score'
import { meanOfSides } from './mean-of-sides'
import { SIDES, type Side } from './scored-response'

const POINTS = { unit: 'points', range: [0, 100] } as const
const DIFFERENCE = { unit: 'points', range: [-100, 100] } as const
const PERCENT = { unit: 'percent', range: [0, 100] } as const

type Reading = Omit<IndexDefinition, 'id'>

const scoreMean = (id: string, reading: Reading, more: Partial<SideIndexDefinition> = {}): SideIndexDefinition => ({
  ...{ id, side: 'side', ...reading, ...more },
  ...{ scores: [id], isMeanOfScores: true, measure: meanOfScore(id) },
})

/** Shares add up to the unproductive one: what is decided of the sum is decided of its parts, or the sum would give them away. */
const timePart = (id: string, reading: Reading) => scoreMean(id, reading, { matchedWith: 'trust' })

const better = (id: string) => scoreMean(id, { ...POINTS, higherIs: 'better' })
const worse = (id: string) => scoreMean(id, { ...POINTS, higherIs: 'worse' })
const neutral = (id: string) => scoreMean(id, { ...POINTS, higherIs: 'neutral' })

/** Indices of one side of a relationship, in the order of the result tables. */
export const SIDE_INDICES: readonly SideIndexDefinition[] = [
  // trust and time are compared over the people who have both (C22)
  scoreMean('trust', { ...POINTS, higherIs: 'better' }, { matchedWith: 'unproductive', isCompared: true }),
  neutral('dependence'),
  scoreMean('unproductive', { ...PERCENT, higherIs: 'worse' }, { matchedWith: 'trust', isCompared: true }),
  scoreMean('unproductive_strict', { ...PERCENT, higherIs: 'worse' }, { matchedWith: 'trust', isCompared: true }),
  {
    ...{ id: 'unproductive_hours_weighted', side: 'side', ...PERCENT, higherIs: 'worse' },
    ...{ scores: ['unproductive', 'time_hours'], isMeanOfScores: false, measure: hoursWeightedShare },
    largestShare: largestShareOfHours,
    weightedOf: ['unproductive'],
  },
  timePart('time_price', { ...PERCENT, higherIs: 'worse' }),
  timePart('time_contract', { ...PERCENT, higherIs: 'worse' }),
  timePart('time_blame', { ...PERCENT, higherIs: 'worse' }),
  timePart('time_expediting', { ...PERCENT, higherIs: 'worse' }),
  timePart('time_inspection', { ...PERCENT, higherIs: 'worse' }),
  timePart('time_design', { ...PERCENT, higherIs: 'better' }),
  timePart('time_quality', { ...PERCENT, higherIs: 'better' }),
  timePart('time_planning', { ...PERCENT, higherIs: 'better' }),
  timePart('time_ideas', { ...PERCENT, higherIs: 'better' }),
  timePart('time_other', { ...PERCENT, higherIs: 'neutral' }),
  ...['continuity', 'information', 'ideas', 'promise_keeping', 'responsibility', 'voice', 'extras'].map(better),
  ...[
    'credibility',
    'benevolence',
    'ability',
    'fairness',
    'flexibility',
    'solidarity',
    'functional_conflict',
    'preferred_partner',
  ].map(better),
  ...['opportunism', 'adversarial'].map(worse),
  ...['partner_dependence', 'contract_reliance', 'total_cost', 'uncertainty'].map(neutral),
  ...['resource_sharing', 'finance_1', 'onset_expectations', 'onset_start', 'promise_open'].map(better),
  ...['service_importance', 'service_received'].map(neutral),
  scoreMean(
    'service_gap',
    { ...DIFFERENCE, higherIs: 'better' },
    { differenceOf: ['service_received', 'service_importance'] },
  ),
  ...['review_direction', 'review_promises', 'review_neglect', 'review_standing'].map(better),
  neutral('price_position'),
  ...['service', 'quality', 'delay', 'administration'].map((cost) =>
    scoreMean(`cost_hidden_${cost}`, { ...PERCENT, higherIs: 'worse' }),
  ),
]

/** The indices that an instrument gives: those whose scores it asks for. */
export function indicesAsked(scores: readonly string[]): SideIndexDefinition[] {
  return SIDE_INDICES.filter((index) => index.scores.every((score) => scores.includes(score)))
}

const gap = (of: string): PairIndexDefinition => ({
  ...{ id: `${of}_gap`, side: 'both', of, ...DIFFERENCE, higherIs: 'neutral', measure: differenceOfSides },
  spread: 1,
})

/** Indices of both sides of a relationship together. */
export const PAIR_INDICES: readonly PairIndexDefinition[] = [
  gap('trust'),
  {
    id: 'mutual_trust_mean',
    side: 'both',
    of: 'trust',
    ...POINTS,
    higherIs: 'better',
    measure: meanOfSides,
    spread: 0.5,
  },
  {
    id: 'mutual_trust_min',
    side: 'both',
    of: 'trust',
    ...POINTS,
    higherIs: 'better',
    measure: lowerSide,
    spread: undefined,
  },
  {
    id: 'interdependence_mean',
    side: 'both',
    of: 'dependence',
    ...POINTS,
    higherIs: 'neutral',
    measure: meanOfSides,
    spread: 0.5,
  },
  {
    id: 'dependence_asymmetry',
    side: 'both',
    of: 'dependence',
    ...DIFFERENCE,
    higherIs: 'neutral',
    measure: differenceOfSides,
    spread: 1,
  },
  // both sides answer the same sentences about each other: a gap is one of views (C15)
  ...['continuity', 'information', 'promise_keeping', 'voice'].map(gap),
]

/** Computed from released values of other indices, of each side and of both: nothing that was withheld can be in it. */
export const HEALTH: IndexDefinition = { id: 'health', ...POINTS, higherIs: 'better' }

/** Every index that Thiqa knows. A new one costs its row here and, if it is computed in a new way, one file beside this. */
export const INDICES: readonly IndexDefinition[] = [...SIDE_INDICES, ...PAIR_INDICES, HEALTH]

/** Whether an index is a difference, which is told with its sign. */
export function isDifference(index: string): boolean {
  return (INDICES.find(({ id }) => id === index)?.range[0] ?? 0) < 0
}

/** Every place of a result table in reading order: what both sides say, then what follows from both together. */
export const INDEX_PLACES: readonly { side: Side | 'both'; index: string }[] = [
  ...SIDE_INDICES.flatMap(({ id }) => SIDES.map((side) => ({ side, index: id }))),
  ...PAIR_INDICES.map(({ id }) => ({ side: 'both' as const, index: id })),
  ...([...SIDES, 'both'] as const).map((side) => ({ side, index: HEALTH.id })),
]
