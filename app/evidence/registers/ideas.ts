import type { Entry } from './entry'
import { bySide, count, type Measures, medianDays, ofLastYear, shareOf, sumOf } from './measures'
import {
  choice,
  currencyField,
  currencyOfAmount,
  dayField,
  endWithOutcome,
  lineField,
  notBefore,
  numberField,
  type Register,
  sideField,
} from './register'

const IDEA_KINDS = ['design', 'manufacture', 'quality', 'delivery', 'cost', 'other'] as const

/**
 * Ideas that one firm offered the other, what became of them, and what they are worth a year (claims C26, C27; after the
 * supplier suggestion programmes that Dyer describes: submitted, accepted, saved. Dyer 1996, HBR 74(4), 42–56).
 */
export const IDEAS: Register = {
  name: 'ideas',
  subject: 'relationship',
  fields: [
    sideField('offered_by'),
    choice('kind', 'kind', IDEA_KINDS),
    lineField('text', 'idea'),
    dayField('beganOn', 'offered_on'),
    choice('outcome', 'outcome', ['open', 'adopted', 'declined']),
    dayField('endedOn', 'decided_on'),
    numberField('amount', 'value_per_year', { isRequired: false }),
    currencyField({ isRequired: false }),
  ],
  rules: [
    notBefore,
    ...endWithOutcome,
    {
      ...{ field: 'amount', error: 'evidence.error.not-adopted' },
      isBroken: ({ outcome, amount }) => amount !== null && outcome !== 'adopted',
    },
    currencyOfAmount,
  ],
  sample: [
    'NAJM-STEEL,supplier,design,Thinner sheet for the rear door,2026-02-10,adopted,2026-04-02,120000,USD',
    'NAJM-STEEL,buyer,manufacture,Shorter changeover of the press line,2026-03-01,open,,,',
    'NAJM-OPTIX,supplier,quality,فحص بصري في نهاية الخط,2026-03-18,declined,2026-05-05,,',
  ],
}

/** Offered → adopted → value, for each direction. The share of adopted ones is of those that were decided. */
export function measureIdeas(entries: readonly Entry[], at: Date): Measures {
  const columns = ['offered', 'lastYear', 'open', 'adopted', 'days', 'value']
  const table = bySide(entries, columns, (own) => {
    const adopted = own.filter(({ outcome }) => outcome === 'adopted')
    const decided = own.filter(({ outcome }) => outcome !== 'open')
    return [
      count(own.length),
      count(ofLastYear(own, at).length),
      count(own.length - decided.length),
      shareOf(adopted.length, decided.length),
      medianDays(own),
      sumOf(adopted),
    ]
  })
  const offered = (side: string) => entries.filter((one) => one.side === side).length
  const [buyer, supplier] = [offered('buyer'), offered('supplier')]
  const word = buyer + supplier === 0 ? undefined : buyer === 0 || supplier === 0 ? 'one-way' : 'both-ways'
  return { ...table, findings: word ? [{ word, values: { buyer, supplier } }] : [] }
}
