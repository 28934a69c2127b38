import { isLanguage } from '#app/i18n/languages'

/** What can be asked for with a form of answers. */
export type AnswerIntent = { kind: 'submit' | 'save' | 'next' | 'previous' } | { kind: 'language'; language: string }

/** What a respondent's button can ask for: also to take back what was submitted. */
export type RespondIntent = AnswerIntent | { kind: 'change' } | { kind: 'withdraw' }

const PLAIN = ['submit', 'save', 'next', 'previous', 'change', 'withdraw'] as const

/**
 * What the pressed button of a respondent's form asks for; without a button (a program that posts answers) to submit.
 * @returns undefined for what no button of ours sends
 */
export function respondIntent(value: unknown): RespondIntent | undefined {
  if (value === null) return { kind: 'submit' }
  const plain = PLAIN.find((kind) => kind === value)
  if (plain) return { kind: plain }
  if (typeof value !== 'string' || !value.startsWith('language:')) return undefined
  const language = value.slice('language:'.length)
  return isLanguage(language) ? { kind: 'language', language } : undefined
}
