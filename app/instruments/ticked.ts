import type { PossibleAnswers } from './item-kind'

/** What a ticked box sends. */
export const TICKED = '1'

/** All that the field of a tick can hold; an empty one leads nowhere. */
export const POSSIBLE_TICK: PossibleAnswers = { words: [TICKED], numbers: { minimum: 1, maximum: 1, areWhole: true } }

export function isTicked(value: string | undefined): boolean {
  return value === TICKED
}
