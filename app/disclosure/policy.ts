import { AUDIENCES, type ConfidentialityPromise, MINIMUM_GROUP_SIZES } from '#app/studies/promise'

/** The promise made to the respondents is the policy: there is no second setting that could be weaker. */
export type DisclosurePolicy = Readonly<ConfidentialityPromise>

/**
 * Whether a policy is one that respondents can have been promised: `shared` with a minimum of 3–10 on each side, or
 * `attributed` (by company name, never by person), where a single answer may be shown. Anything else is refused.
 */
export function isPolicy(policy: DisclosurePolicy): boolean {
  if (!AUDIENCES.includes(policy.audience)) return false
  if (policy.audience === 'attributed') return policy.minimumGroupSize === 1
  return MINIMUM_GROUP_SIZES.some((size) => size === policy.minimumGroupSize)
}
