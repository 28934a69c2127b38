import type { Side } from '#app/trust/scored-response'

/** What warns; each has a file in `rules/`. The number is the claim it stands for (README). */
export const SIGNAL_KINDS = [
  'silence',
  'erosion',
  'broken-promise',
  'gap',
  'divided-house',
  'no-owner',
  'haggling',
  'one-voice',
  'weak-finance',
] as const
export type SignalKind = (typeof SIGNAL_KINDS)[number]

/** 3: look today · 2: look this week · 1: know of it. Fixed: a list that everybody reads has one order. */
export const SEVERITY: Record<SignalKind, 1 | 2 | 3> = {
  silence: 3,
  erosion: 3,
  'broken-promise': 3,
  gap: 2,
  'divided-house': 2,
  'no-owner': 2,
  haggling: 2,
  'one-voice': 1,
  'weak-finance': 2,
}

/** Who sees a signal: everybody in whose reach the relationship lies, or the firm of one side alone. */
export type SeenBy = 'all' | 'buyer' | 'supplier'

export function otherSide(side: Side): Side {
  return side === 'buyer' ? 'supplier' : 'buyer'
}
