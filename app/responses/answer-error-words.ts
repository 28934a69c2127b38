import type { TFunction } from 'i18next'
import { formatDigits, formatNumber } from '#app/i18n/format'
import type { AnswerError } from '#app/instruments/item-kind'

/** What is wrong with a field, in words and in the reader's digits. */
export function answerErrorWords(t: TFunction, language: string, { code, values = {} }: AnswerError): string {
  // 40 missing and 40 too many are different things to do
  const key = code === 'sum' ? ((values.rest ?? 0) > 0 ? 'sum-low' : 'sum-high') : code
  // thousands are not kept apart where exactly that was not understood
  const format = code === 'ambiguous' ? formatDigits : formatNumber
  const shown = Object.entries(values).map(([name, value]) => [
    name,
    name === 'count' ? value : format(language, Math.abs(value)),
  ])
  return String(t(`respond.error.${key}`, Object.fromEntries(shown)))
}
