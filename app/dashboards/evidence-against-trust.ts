import { groupBy } from '#app/db/group-by'
import { isStanding } from '#app/evidence/registers/bonds'
import { ownershipCost } from '#app/evidence/registers/costs'
import type { Entry } from '#app/evidence/registers/entry'
import { ofLastYear } from '#app/evidence/registers/measures'
import { goodsPerPerson } from '#app/evidence/registers/operations'
import { type Correlation, pearson } from '#app/statistics/correlation/pearson'
import { mean } from '#app/statistics/descriptive/mean'

/** Released trust of a relationship after its newest wave; null where it is withheld. */
export interface TrustOfRelationship {
  relationshipId: string
  buyerId: string
  buyerTrust: number | null
  supplierTrust: number | null
  mutualTrust: number | null
}

export interface AgainstTrust {
  /** names its sentence: `results.against.<what>` */
  what: string
  correlation: Correlation
}

type TrustName = 'buyerTrust' | 'supplierTrust' | 'mutualTrust'

/** What of a relationship's entries is set against which trust; undefined where there is nothing to set. */
interface Comparison {
  what: string
  trust: TrustName
  value(entries: readonly Entry[], at: Date): number | undefined
}

const offered = (side: string) => (entries: readonly Entry[], at: Date) =>
  ofLastYear(entries, at).filter((one) => one.side === side).length

const COMPARISONS: Record<string, readonly Comparison[]> = {
  ideas: [
    { what: 'ideas-of-suppliers', trust: 'supplierTrust', value: offered('supplier') },
    { what: 'ideas-of-buyers', trust: 'buyerTrust', value: offered('buyer') },
  ],
  bonds: [
    {
      ...{ what: 'bonds', trust: 'mutualTrust' },
      value: (entries, at) => entries.filter((one) => isStanding(one, at)).length,
    },
  ],
  renewals: [
    {
      ...{ what: 'renegotiations', trust: 'mutualTrust' },
      value: (entries, at) => ofLastYear(entries, at).filter(({ kind }) => kind === 'renegotiation').length,
    },
  ],
  costs: [
    {
      ...{ what: 'hidden-cost', trust: 'buyerTrust' },
      value: (entries) => {
        const [newest] = entries.toSorted((a, b) => b.beganOn.getTime() - a.beganOn.getTime())
        return newest && ownershipCost(newest)?.hiddenShare
      },
    },
  ],
}

/**
 * What a register counts, set against released trust, over the relationships within reach that have both (claims C14, C16,
 * C26, C27). Where a register is kept at all, a relationship without an entry counts 0. Pearson's correlation with its interval,
 * from four relationships on; undefined ones are left out. Recorded evidence and released values alone go into it.
 */
export function againstTrust(
  register: string,
  entries: readonly Entry[],
  trust: readonly TrustOfRelationship[],
  at: Date,
): AgainstTrust[] {
  if (entries.length === 0) return []
  if (register === 'operations') return operationsAgainstTrust(entries, trust)
  const own = groupBy(entries, ({ subjectId }) => subjectId)
  return (COMPARISONS[register] ?? []).flatMap(({ what, trust: name, value }) =>
    correlate(
      what,
      trust.map((one) => [one[name], value(own.get(one.relationshipId) ?? [], at)]),
    ),
  )
}

/** Each firm's newest figures against the mean trust of its suppliers in it (claims C21, C23); sums of one currency, the commonest. */
function operationsAgainstTrust(entries: readonly Entry[], trust: readonly TrustOfRelationship[]): AgainstTrust[] {
  const newest = [...groupBy(entries, ({ subjectId }) => subjectId).values()].map((own) =>
    own.reduce((last, one) => (one.beganOn > last.beganOn ? one : last)),
  )
  const [currency] = [...groupBy(newest, (one) => one.currency).entries()]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([name]) => name)
  const trustOf = groupBy(trust, ({ buyerId }) => buyerId)
  const trustIn = (firm: string) =>
    mean((trustOf.get(firm) ?? []).flatMap(({ supplierTrust }) => (supplierTrust === null ? [] : [supplierTrust])))
  const pairs = (value: (entry: Entry) => number | null | undefined) =>
    newest.map((one): [number | undefined, number | null | undefined] => [trustIn(one.subjectId), value(one)])
  return [
    ...correlate(
      'goods-per-person',
      pairs((one) => (one.currency === currency ? goodsPerPerson(one) : undefined)),
    ),
    ...correlate(
      'inspection',
      pairs((one) => one.inspectionShare),
    ),
  ]
}

type MaybeNumber = number | null | undefined

function correlate(what: string, pairs: readonly (readonly [MaybeNumber, MaybeNumber])[]): AgainstTrust[] {
  const known = pairs.flatMap(([x, y]) => (x == null || y == null ? [] : [[x, y] as const]))
  if (known.length < FEWEST) return []
  const correlation = pearson(
    known.map(([x]) => x),
    known.map(([, y]) => y),
  )
  return correlation ? [{ what, correlation }] : []
}

/** Of fewer the interval would hold everything. */
const FEWEST = 4
