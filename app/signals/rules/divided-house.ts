import type { Facts } from '#app/signals/facts'
import type { Finding } from '#app/signals/finding'
import type { Thresholds } from '#app/signals/thresholds'
import { agreementOfIndex } from '#app/trust/agreement-of-index'
import { SIDES } from '#app/trust/scored-response'
import { levelRule } from './level-rule'

/**
 * The people of one side do not see the same relationship (C8): r_wg of their trust below the threshold.
 *
 * r_wg of the index, from the spread that was released: of sides that are told exactly, and of those with ten people and more.
 * Fewer than two people do not disagree. Where no spread is told, nobody can say.
 */
export function dividedHouse(facts: Facts, { agreementBelow }: Thresholds): Finding[] {
  return SIDES.map((side) =>
    levelRule(facts, {
      ...{ kind: 'divided-house', side, index: 'trust', ownerSide: side, what: 'divided' },
      warns: ({ sd }) => (sd === undefined ? undefined : agreementOfIndex(sd) < agreementBelow),
      more: ({ sd = 0 }) => ({ agreement: agreementOfIndex(sd), sd }),
    }),
  )
}
