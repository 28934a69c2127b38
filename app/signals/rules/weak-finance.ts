import { groupBy } from '#app/db/group-by'
import { type RatingFall, ratingFall } from '#app/evidence/registers/ratings'
import type { Facts } from '#app/signals/facts'
import type { Finding } from '#app/signals/finding'
import { otherSide } from '#app/signals/signal-kinds'
import type { Thresholds } from '#app/signals/thresholds'
import { SIDES } from '#app/trust/scored-response'
import { levelRule } from './level-rule'

/** So many steps are a fall (C18): a grade may move by one without a reason that the partner feels. */
const FALL_STEPS = 2

/** A side has little confidence in the other's financial health (C18). It is theirs to prepare for what may come. */
export function weakFinance(facts: Facts, { financeBelow }: Thresholds): Finding[] {
  return SIDES.map((side) =>
    levelRule(facts, {
      ...{ kind: 'weak-finance', side, index: 'finance_1', ownerSide: side, what: 'weak-finance' },
      warns: ({ mean }) => mean < financeBelow,
    }),
  )
}

/** A recorded rating of a side's finances fell by two steps within a year, by what one source says of it. The partner must act. */
export function ratingFell({ ratings, at }: Facts): Finding[] {
  return SIDES.flatMap((side): Finding[] => {
    const own = { kind: 'weak-finance', side, subject: '', ownerSide: otherSide(side) } as const
    const sources = groupBy(
      ratings.filter((one) => one.side === side),
      ({ text }) => text.toLocaleLowerCase(),
    )
    const falls = [...sources.values()].flatMap((some) => ratingFall(some, at) ?? [])
    const deepest = falls.reduce<RatingFall | undefined>(
      (most, one) => (most && most.steps >= one.steps ? most : one),
      undefined,
    )
    if (!deepest) return []
    if (deepest.steps < FALL_STEPS)
      return [{ ...own, state: 'clear', word: 'rating-held', lines: [], since: undefined }]
    const { steps, since } = deepest
    return [{ ...own, state: 'seen', word: 'rating-fell', lines: [{ what: 'rating-fell', values: { steps } }], since }]
  })
}
