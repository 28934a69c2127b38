import type { Facts } from '#app/signals/facts'
import type { Finding } from '#app/signals/finding'
import type { Thresholds } from '#app/signals/thresholds'
import { SIDES } from '#app/trust/scored-response'
import { levelRule } from './level-rule'

/** A side has little confidence in the other's financial health (C18). It is theirs to prepare for what may come. */
export function weakFinance(facts: Facts, { financeBelow }: Thresholds): Finding[] {
  return SIDES.map((side) =>
    levelRule(facts, {
      ...{ kind: 'weak-finance', side, index: 'finance_1', ownerSide: side, what: 'weak-finance' },
      warns: ({ mean }) => mean < financeBelow,
    }),
  )
}
