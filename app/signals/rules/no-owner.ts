import type { Facts } from '#app/signals/facts'
import type { Finding } from '#app/signals/finding'
import { otherSide } from '#app/signals/signal-kinds'
import { SIDES } from '#app/trust/scored-response'

/** A side on which nobody answers for the whole (C7). Whoever answers for the other side asks for a name. */
export function noOwner({ owners, ownerChanges, at }: Facts): Finding[] {
  return SIDES.map((side) => {
    const own = { kind: 'no-owner', side, subject: '', ownerSide: otherSide(side) } as const
    if (!owners) return { ...own, state: 'unknown', word: '', lines: [], since: undefined }
    if (owners[side]) return { ...own, state: 'clear', word: 'owned', lines: [], since: undefined }
    const left = ownerChanges.findLast((one) => one.side === side && one.kind === 'left')
    return {
      ...own,
      state: 'seen',
      word: 'nobody',
      lines: [{ what: 'nobody', values: {} }],
      since: left?.beganOn ?? at,
    }
  })
}
