import type { Facts } from '#app/signals/facts'
import type { Finding } from '#app/signals/finding'
import { otherSide } from '#app/signals/signal-kinds'
import type { Thresholds } from '#app/signals/thresholds'
import { SIDES } from '#app/trust/scored-response'
import { levelRule } from './level-rule'

/** About half of the time together goes into prices, contracts, blame, chasing and inspection (C22). */
export function haggling(facts: Facts, { hagglingFrom }: Thresholds): Finding[] {
  return SIDES.map((side) =>
    levelRule(facts, {
      ...{ kind: 'haggling', side, index: 'unproductive', ownerSide: otherSide(side), what: 'unproductive' },
      warns: ({ mean }) => mean >= hagglingFrom,
    }),
  )
}
