import type { Side } from '#app/trust/scored-response'
import type { SignalKind } from './signal-kinds'

/** One thing that was seen: a word that names its sentence (`signals.seen.<what>`), and the numbers in it. */
export interface SeenLine {
  what: string
  values: Record<string, number>
}

/** What a rule says about one relationship; `kind`, `side` and `subject` tell whether it is the same thing as last time. */
export interface Finding {
  kind: SignalKind
  /** whose view or whose people it is about */
  side: Side | 'both'
  /** id of the promise; empty where there is nothing but the relationship */
  subject: string
  /**
   * seen: it warns · clear: it was looked at and does not (any more) · unknown: nothing is told that could decide it, so that what
   * was seen stays as it is. A withheld value is unknown: a warning that went out with it would tell something of it.
   */
  state: 'seen' | 'clear' | 'unknown'
  /** word for the cause of what is seen (`signals.cause.<word>`), or for the reason why it is clear (`signals.why.<word>`) */
  word: string
  lines: SeenLine[]
  /** since when it is so, as far as can be told */
  since: Date | undefined
  /** whose accountable owner must act */
  ownerSide: Side
}

export function findingKey({ kind, side, subject }: Pick<Finding, 'kind' | 'side' | 'subject'>): string {
  return `${kind} ${side} ${subject}`
}
