import type { Entry } from './entry'
import { bySide, count, type Measures, newestDay, ofLastYear } from './measures'
import { choice, dayField, lineField, notBefore, type Register, sideField } from './register'

const BOND_KINDS = [
  ...(['ordering', 'consignment', 'resident', 'shared-system', 'tooling', 'training', 'joint-team'] as const),
  ...(['extra', 'other'] as const),
] as const

/**
 * What ties two firms beside orders, and extras that one of them volunteered (claims C13, C14; Levitt 1983, HBR 61(5): order
 * terminals at the customer's office). Such investments are kept apart from trust: Dyer 1997, SMJ 18(7), 535–556.
 */
export const BONDS: Register = {
  name: 'bonds',
  subject: 'relationship',
  fields: [
    sideField('made_by'),
    choice('kind', 'kind', BOND_KINDS),
    lineField('text', 'bond'),
    dayField('beganOn', 'since'),
    dayField('endedOn', 'until', { isRequired: false }),
  ],
  rules: [notBefore],
  sample: [
    'NAJM-STEEL,supplier,consignment,Coils at the press shop until they are used,2024-05-01,',
    'NAJM-STEEL,buyer,shared-system,Forecast of the next twelve weeks in one system,2025-01-15,',
    'NAJM-OPTIX,supplier,resident,مهندس مقيم في خط التجميع,2023-09-01,2026-01-31',
  ],
}

/** Whether a bond stands at a moment: on its last day it does. */
export function isStanding({ beganOn, endedOn }: Pick<Entry, 'beganOn' | 'endedOn'>, at: Date): boolean {
  const today = at.toISOString().slice(0, 10)
  return beganOn.toISOString().slice(0, 10) <= today && (!endedOn || endedOn.toISOString().slice(0, 10) >= today)
}

/** Bonds that stand, their kinds and how many are new or ended, for each side that made them. */
export function measureBonds(entries: readonly Entry[], at: Date): Measures {
  const standing = entries.filter((one) => isStanding(one, at))
  const table = bySide(entries, ['standing', 'kinds', 'lastYear', 'ended', 'newest'], (own) => {
    const now = own.filter((one) => isStanding(one, at))
    const ended = own.filter(({ endedOn }) => endedOn && !isStanding({ beganOn: endedOn, endedOn }, at) && endedOn < at)
    return [
      count(now.length),
      count(new Set(now.map(({ kind }) => kind)).size),
      count(ofLastYear(own, at).length),
      count(ended.length),
      newestDay(own),
    ]
  })
  const relationships = new Set(standing.map(({ subjectId }) => subjectId)).size
  if (entries.length === 0) return { ...table, findings: [] }
  return { ...table, findings: [{ word: 'standing', values: { count: standing.length, relationships } }] }
}
