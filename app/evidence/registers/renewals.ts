import type { Entry } from './entry'
import { bySide, count, type Measured, type Measures, medianDays, ofLastYear, shareOf } from './measures'
import {
  choice,
  dayField,
  endWithOutcome,
  lineField,
  notBefore,
  numberField,
  type Register,
  sideField,
} from './register'

/** Renewals, and renegotiations of what had been agreed: a costly nuisance (claim C5; Levitt 1983, HBR 61(5)). */
export const RENEWALS: Register = {
  name: 'renewals',
  subject: 'relationship',
  fields: [
    choice('kind', 'kind', ['renewal', 'renegotiation']),
    sideField('asked_by'),
    lineField('text', 'about'),
    dayField('beganOn', 'begun_on'),
    choice('outcome', 'outcome', ['open', 'agreed', 'failed']),
    dayField('endedOn', 'settled_on'),
    numberField('hours', 'hours', { isRequired: false }),
  ],
  rules: [notBefore, ...endWithOutcome],
  sample: [
    'NAJM-STEEL,renewal,buyer,Framework contract for three years,2026-01-12,agreed,2026-03-01,46',
    'NAJM-STEEL,renegotiation,supplier,Price of energy,2026-04-08,open,,12.5',
    'NAJM-OPTIX,renegotiation,buyer,شروط الدفع,2025-11-02,failed,2026-01-20,30',
  ],
}

/** Renegotiations for each side that asked for them: how many, how long, how many hours at the table; and renewals. */
export function measureRenewals(entries: readonly Entry[], at: Date): Measures {
  const columns = ['renegotiations', 'lastYear', 'agreed', 'days', 'hours', 'renewals']
  const table = bySide(entries, columns, (own) => {
    const renegotiations = own.filter(({ kind }) => kind === 'renegotiation')
    const settled = renegotiations.filter(({ outcome }) => outcome !== 'open')
    return [
      count(renegotiations.length),
      count(ofLastYear(renegotiations, at).length),
      shareOf(settled.filter(({ outcome }) => outcome === 'agreed').length, settled.length),
      medianDays(renegotiations),
      hoursOf(renegotiations),
      count(own.length - renegotiations.length),
    ]
  })
  const lastYear = ofLastYear(entries, at).filter(({ kind }) => kind === 'renegotiation')
  if (entries.length === 0) return { ...table, findings: [] }
  const relationships = new Set(lastYear.map(({ subjectId }) => subjectId)).size
  return { ...table, findings: [{ word: 'renegotiated', values: { count: lastYear.length, relationships } }] }
}

function hoursOf(entries: readonly Entry[]): Measured {
  const known = entries.flatMap(({ hours }) => hours ?? [])
  return known.length === 0 ? null : { is: 'number', value: known.reduce((sum, one) => sum + one, 0), digits: 0 }
}
