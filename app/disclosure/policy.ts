import { AUDIENCES, type ConfidentialityPromise, MINIMUM_GROUP_SIZES, showsOnlyPools } from '#app/studies/promise'

/** The promise made to the respondents is the policy: there is no second setting that could be weaker. */
export type DisclosurePolicy = Readonly<ConfidentialityPromise>

/**
 * Whether a policy is one that respondents can have been promised: `shared` with a minimum of 3–10 on each side, `own-side` and
 * `pooled` with 5–10 over firms, or `attributed` (by company name, never by person), where a single answer may be shown.
 */
export function isPolicy({ audience, minimumGroupSize }: DisclosurePolicy): boolean {
  return AUDIENCES.includes(audience) && MINIMUM_GROUP_SIZES[audience].includes(minimumGroupSize)
}

/** Comments that must stand together before any is shown, whatever was promised for numbers. */
export function fewestComments(minimumGroupSize: number): number {
  return Math.max(5, minimumGroupSize)
}

/** What a set of contributions needs so that its mean may be shown. */
export interface GroupRule {
  /** different people */
  minimumPeople: number
  /** different firms that these people answer for */
  minimumFirms: number
  /** share of the people that one firm may have, 0–1 */
  maximumFirmShare: number
  /** all of this must hold also without the people of any one firm: a firm that knows what its own people say takes them out */
  withoutAnyFirm?: boolean
}

/**
 * Pooled values mix firms, so that no firm can be told from them: three firms at least, none with more than 60 % of the
 * people. Where firms see what their own people say, so it must be of the others. In the other audiences firms are named anyway.
 */
export function groupRule({ audience, minimumGroupSize }: DisclosurePolicy): GroupRule {
  return showsOnlyPools(audience)
    ? {
        ...{ minimumPeople: minimumGroupSize, minimumFirms: 3, maximumFirmShare: 0.6 },
        ...(audience === 'own-side' && { withoutAnyFirm: true }),
      }
    : { minimumPeople: minimumGroupSize, minimumFirms: 1, maximumFirmShare: 1 }
}

/** What a firm sees of its own people's answers where it sees pools alone of others: from three people on, as both firms do when shared. */
export const OWN_SIDE_POLICY: DisclosurePolicy = { audience: 'shared', minimumGroupSize: 3 }

/**
 * From so many people on the spread of their answers may be told where answers are confidential: of fewer, mean and spread
 * together would give the answers away.
 */
export const FEWEST_FOR_SPREAD = 10

/** Points below which a spread is not told where answers are confidential: where all say about the same, the mean is what each said. */
export const SMALLEST_SPREAD = 5

/**
 * What a set of contributions needs so that its spread may be told. Spreads subtract as means do: a side and a function of
 * it tell that of the others. Where a single answer may be shown, so may any spread.
 */
export function spreadRule(rule: GroupRule): GroupRule {
  return rule.minimumPeople === 1 ? rule : { ...rule, minimumPeople: Math.max(FEWEST_FOR_SPREAD, rule.minimumPeople) }
}

/** People behind a statement about a scale: coefficients of a few people say little about the scale and much about them. */
const MEASUREMENT_MINIMUM = { attributed: 10, shared: 20, 'own-side': 20, pooled: 20 } as const

/** How many different people must stand behind how well a scale measured. */
export function measurementMinimum({ audience, minimumGroupSize }: DisclosurePolicy): number {
  return Math.max(MEASUREMENT_MINIMUM[audience], minimumGroupSize)
}
