import type { Facts } from '#app/signals/facts'
import { newestTold } from '#app/signals/facts'
import type { Finding } from '#app/signals/finding'
import type { Thresholds } from '#app/signals/thresholds'
import { levelRule } from './level-rule'

/** Both sides see the relationship differently, by so much and by more than chance explains. Who is trusted less must act. */
export function gap(facts: Facts, { gapFrom }: Thresholds): Finding[] {
  const value = newestTold(facts.waves, 'both', 'trust_gap')?.value
  return [
    levelRule(facts, {
      ...{ kind: 'gap', side: 'both', index: 'trust_gap', ownerSide: value && value.mean > 0 ? 'buyer' : 'supplier' },
      what: value && value.mean > 0 ? 'buyer-trusts-more' : 'supplier-trusts-more',
      warns: ({ mean, low, high }) => {
        if (Math.abs(mean) < gapFrom) return false
        return low === undefined || high === undefined ? undefined : low > 0 || high < 0
      },
    }),
  ]
}
