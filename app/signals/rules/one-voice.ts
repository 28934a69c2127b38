import type { Facts } from '#app/signals/facts'
import type { Finding } from '#app/signals/finding'
import { otherSide } from '#app/signals/signal-kinds'
import type { Thresholds } from '#app/signals/thresholds'
import { SIDES, type Side } from '#app/trust/scored-response'

/**
 * Half of the picture is missing: of one side nobody answered while the other did, or so few of those who were asked that they
 * may not speak for it. Response counts are shown to everybody who sees the relationship, whatever is withheld.
 */
export function oneVoice({ waves }: Facts, { responseBelow }: Thresholds): Finding[] {
  return SIDES.map((side) => {
    const own = { kind: 'one-voice', side, subject: '', ownerSide: side } as const
    const nothing = { ...own, lines: [], since: undefined }
    const newest = waves.at(-1)
    if (!newest || newest.participation[side].invited === 0) return { ...nothing, state: 'unknown', word: '' }
    const what = missing(newest.participation, side, responseBelow)
    if (!what) return { ...nothing, state: 'clear', word: 'answered' }
    const { invited, answered } = newest.participation[side]
    const from = waves.findLastIndex(
      ({ participation }) => participation[side].invited > 0 && !missing(participation, side, responseBelow),
    )
    const values = { invited, answered, percent: (100 * answered) / invited }
    return { ...own, state: 'seen', word: what, lines: [{ what, values }], since: waves[from + 1]?.wave.publishedAt }
  })
}

function missing(counts: Record<Side, { invited: number; answered: number }>, side: Side, responseBelow: number) {
  const { invited, answered } = counts[side]
  if (answered === 0 && counts[otherSide(side)].answered > 0) return 'only-one-side'
  return 100 * answered < responseBelow * invited ? 'low-response' : undefined
}
