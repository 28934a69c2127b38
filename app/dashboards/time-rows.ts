import type { TimeChoice } from './time-choice'
import { isPoint, type TimeRow } from './time-row'

export const TIME_COLUMNS = [
  'wave',
  'measure',
  'side',
  'firm',
  'partner',
  'relationship',
  'relationships',
  'status',
  'trust',
  'unproductive',
]

/** The points of the transactional-time chart as rows of a table file, in full precision; withheld values are empty. */
export function timeRows(rows: readonly TimeRow[], { wave, measure }: Pick<TimeChoice, 'wave' | 'measure'>) {
  return rows.map((row) => ({
    wave,
    measure,
    side: row.side,
    firm: row.firm.name,
    partner: row.relationship?.partner,
    relationship: row.relationship?.code,
    relationships: row.relationships,
    status: isPoint(row) ? 'released' : 'withheld',
    trust: row.trust,
    unproductive: row.unproductive,
  }))
}
