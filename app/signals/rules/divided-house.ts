import type { Facts } from '#app/signals/facts'
import type { Finding } from '#app/signals/finding'
import type { Thresholds } from '#app/signals/thresholds'
import { SIDES } from '#app/trust/scored-response'
import { levelRule } from './level-rule'

/** Variance of the 0–100 index if everybody chose one of seven steps by lot: (7² − 1) / 12 steps², a step is 100 / 6 points. */
const BY_LOT = 4 * (100 / 6) ** 2

/**
 * The people of one side do not see the same relationship (C8): r_wg of their trust below the threshold.
 *
 * r_wg = 1 − s² / σ²E of the index (James, Demaree & Wolf 1984), from the spread that was released: of sides that are told
 * exactly, and of those with ten people and more. It is lenient: items vary more than their mean does. Fewer than two people do
 * not disagree. Where no spread is told, nobody can say.
 */
export function dividedHouse(facts: Facts, { agreementBelow }: Thresholds): Finding[] {
  const agreement = (sd: number) => 100 * (1 - sd ** 2 / BY_LOT)
  return SIDES.map((side) =>
    levelRule(facts, {
      ...{ kind: 'divided-house', side, index: 'trust', ownerSide: side, what: 'divided' },
      warns: ({ sd }) => (sd === undefined ? undefined : agreement(sd) < agreementBelow),
      more: ({ sd = 0 }) => ({ agreement: Math.max(0, agreement(sd)), sd }),
    }),
  )
}
