import { directionOf } from './direction'
import { remembered } from './remembered'

/**
 * Numbers and dates in a person's language. Arabic keeps Western digits here: figures are copied into spreadsheets and
 * compared with charts and mails, which carry the same digits.
 */
const localeOf = (language: string) => `${language}-u-nu-latn-ca-gregory`

/** Making a format takes a hundred times as long as writing a number or a date by it. */
const keyOf = (language: string, options: object) => `${language} ${JSON.stringify(options)}`
const numberFormat = remembered(
  (language: string, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(localeOf(language), options),
  keyOf,
)
const dateFormat = remembered(
  (language: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(localeOf(language), options),
  keyOf,
)

/** In text that runs from right to left a sign would jump to the other end of its number: the number is isolated. */
function keepSign(language: string, text: string): string {
  return directionOf(language) === 'rtl' && /[-+\u2212]/.test(text) ? `\u2066${text}\u2069` : text
}

export function formatNumber(language: string, value: number, digits = 0): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'negative' } as const
  return keepSign(language, numberFormat(language, options).format(value))
}

/** A number as it is typed: nothing between the digits; three decimals get a zero, for they could be thousands. */
export function formatDigits(language: string, value: number): string {
  const decimals = (String(value).split('.')[1] ?? '').length
  const options = { useGrouping: false, minimumFractionDigits: decimals === 3 ? 4 : decimals } as const
  return numberFormat(language, options).format(value)
}

/** A difference with its sign, also for plus; a rounded zero has none. */
export function formatDifference(language: string, value: number, digits = 0): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'exceptZero' } as const
  return keepSign(language, numberFormat(language, options).format(value))
}

/** @param percent 0–100 */
export function formatPercent(language: string, percent: number, digits = 0): string {
  const options = { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits } as const
  return keepSign(language, numberFormat(language, options).format(percent / 100))
}

/** With the code of the currency: it is the same in every language, and no dollar is taken for another one. */
export function formatMoney(language: string, amount: number, currency: string, digits = 0): string {
  const options = {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const
  return numberFormat(language, options).format(amount)
}

/** A day; as UTC, because days without a time are stored as midnight UTC, and server and browser must print the same. */
export function formatDate(language: string, date: Date): string {
  return dateFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(date)
}

export function formatDateTime(language: string, date: Date): string {
  return dateFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(date)
}

/** A moment with its weekday by a clock in a zone (IANA name). */
export function formatMoment(language: string, date: Date, timeZone: string): string {
  return dateFormat(language, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ hourCycle: 'h23', timeZone },
  }).format(date)
}

/** A full hour of the day, like 09:00. */
export function formatHour(language: string, hour: number): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' } as const
  return dateFormat(language, options).format(new Date(Date.UTC(2024, 0, 1, hour)))
}

/** A month with its year; the day counts as UTC. */
export function formatMonth(language: string, date: Date): string {
  return dateFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date)
}

/** The shortest name of a weekday; the day counts as UTC. */
export function formatWeekday(language: string, date: Date): string {
  return dateFormat(language, { weekday: 'narrow', timeZone: 'UTC' }).format(date)
}
