import { isolateName } from '#app/i18n/isolate-name'

/** What stands for the slots of a text. */
export interface Slots {
  partner: string
  /** number of the wave, in the reader's digits */
  wave?: string
}

/** The slots that words of a template may have. */
export const SLOTS = ['{partner}', '{wave}'] as const

/**
 * Puts names into a text, isolated so that a Latin name in an Arabic sentence (or the reverse) keeps the order of the words
 * around it. They are taken literally, whatever characters they have, and are not searched for slots themselves.
 */
export function pipeText(text: string, { partner, wave = '' }: Slots): string {
  return text
    .split('{partner}')
    .map((part) => part.split('{wave}').join(wave))
    .join(isolateName(partner))
}
