import { isLanguage } from '#app/i18n/languages'

export type RespondIntent = { kind: 'submit' } | { kind: 'save' } | { kind: 'language'; language: string }

/**
 * What the pressed button of a respondent's form asks for; without a button (a program that posts answers) to submit.
 * @returns undefined for what no button of ours sends
 */
export function respondIntent(value: unknown): RespondIntent | undefined {
  if (value === null || value === 'submit') return { kind: 'submit' }
  if (value === 'save') return { kind: 'save' }
  if (typeof value !== 'string' || !value.startsWith('language:')) return undefined
  const language = value.slice('language:'.length)
  return isLanguage(language) ? { kind: 'language', language } : undefined
}
