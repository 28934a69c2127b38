import type { Side } from '#app/trust/scored-response'
import type { Facts } from './facts'
import type { Finding } from './finding'
import { brokenPromise, fewPromisesKept } from './rules/broken-promise'
import { dividedHouse } from './rules/divided-house'
import { erosion } from './rules/erosion'
import { gap } from './rules/gap'
import { haggling } from './rules/haggling'
import { noOwner } from './rules/no-owner'
import { oneVoice } from './rules/one-voice'
import { silence } from './rules/silence'
import { ratingFell, weakFinance } from './rules/weak-finance'
import type { Thresholds } from './thresholds'

/** Rules that rest on recorded evidence alone: they belong to the relationship, whatever studies ask about it. */
export function evaluateEvidence(facts: Facts): Finding[] {
  return [...brokenPromise(facts), ...noOwner(facts), ...ratingFell(facts)]
}

/** Rules about released values of one study, and what they say of a side's view alone. */
const VALUE_RULES = [erosion, fewPromisesKept, gap, dividedHouse, haggling, weakFinance]

/** Rules that rest on a study: its released values and response counts, and for silence the register beside them. */
export function evaluateStudy(facts: Facts, thresholds: Thresholds): Finding[] {
  return [silence, oneVoice, ...VALUE_RULES].flatMap((rule) => rule(facts, thresholds))
}

/**
 * Rules about what a side's own firm alone is shown of its own people.
 * @param facts with the values that this firm is shown
 */
export function evaluateOwnSide(facts: Facts, thresholds: Thresholds, side: Side): Finding[] {
  return VALUE_RULES.flatMap((rule) => rule(facts, thresholds)).filter((finding) => finding.side === side)
}
