import { daysBetween, type Facts } from '#app/signals/facts'
import type { Finding } from '#app/signals/finding'
import { otherSide } from '#app/signals/signal-kinds'
import type { Thresholds } from '#app/signals/thresholds'
import { SIDES, type Side } from '#app/trust/scored-response'
import { levelRule } from './level-rule'

/** A promise that was not kept warns so long after that was said; later it is history. */
const NOT_KEPT_DAYS = 180

/** A promise past its day and not fulfilled, or one that was not kept (C7). A promise without a day cannot be late. */
export function brokenPromise({ promises, at }: Facts): Finding[] {
  return promises.map(({ id, madeBy, dueOn, outcome, settledAt }) => {
    const side = madeBy as Side
    const own = { kind: 'broken-promise', side, subject: id, ownerSide: side } as const
    // on the day itself there is still time
    const late = dueOn ? daysBetween(dueOn, at) : 0
    if (outcome === 'open' && late > 0 && dueOn)
      return {
        ...own,
        state: 'seen',
        word: 'overdue',
        lines: [{ what: 'overdue', values: { days: late } }],
        since: dueOn,
      }
    const told = settledAt ? daysBetween(settledAt, at) : 0
    if (outcome === 'not_kept' && told <= NOT_KEPT_DAYS)
      return {
        ...own,
        state: 'seen',
        word: 'not-kept',
        lines: [{ what: 'not-kept', values: { days: told } }],
        since: settledAt ?? at,
      }
    const word = outcome === 'open' ? 'not-due' : outcome === 'not_kept' ? 'long-ago' : 'fulfilled'
    return { ...own, state: 'clear', word, lines: [], since: undefined }
  })
}

/** The people of a side say that the other one does not keep what it promises. */
export function fewPromisesKept(facts: Facts, { promisesBelow }: Thresholds): Finding[] {
  return SIDES.map((side) =>
    levelRule(facts, {
      ...{ kind: 'broken-promise', side, index: 'promise_keeping', ownerSide: otherSide(side), what: 'few-kept' },
      warns: ({ mean }) => mean < promisesBelow,
    }),
  )
}
