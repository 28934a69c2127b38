import { SIDES } from '#app/trust/scored-response'
import type { Facts } from '../facts'
import type { Finding } from '../finding'
import { otherSide } from '../signal-kinds'
import type { Thresholds } from '../thresholds'
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
