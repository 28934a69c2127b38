import { type Facts, newestTold, numbersOf, sinceWhen, type Told } from '#app/signals/facts'
import type { Finding } from '#app/signals/finding'
import type { SignalKind } from '#app/signals/signal-kinds'
import type { Side } from '#app/trust/scored-response'

interface LevelRule {
  kind: SignalKind
  side: Side | 'both'
  index: string
  ownerSide: Side
  /** word of the sentence that says what was seen */
  what: string
  /** whether a level warns; undefined where what is told does not decide it */
  warns(value: Told): boolean | undefined
  /** numbers beside those of the value */
  more?: (value: Told) => Record<string, number>
}

/** A rule about the level of one index in the newest wave that asked for it. */
export function levelRule({ waves }: Facts, rule: LevelRule): Finding {
  const { kind, side, index, ownerSide, what, warns, more = () => ({}) } = rule
  const own = { kind, side, subject: '', ownerSide } as const
  const value = newestTold(waves, side, index)?.value
  const isSeen = value ? warns(value) : undefined
  if (!value || isSeen === undefined) return { ...own, state: 'unknown', word: '', lines: [], since: undefined }
  if (!isSeen) return { ...own, state: 'clear', word: 'level', lines: [], since: undefined }
  const lines = [{ what, values: { ...numbersOf(value), ...more(value) } }]
  const since = sinceWhen(waves, [side, index], (one) => warns(one) === true)
  return { ...own, state: 'seen', word: what, lines, since }
}
