import { z } from 'zod'
import { isTimeZone } from '#app/i18n/is-time-zone'
import { isLanguage } from '#app/i18n/languages'
import { readDecimals } from '#app/i18n/read-decimals'
import { FUNCTIONS } from './functions'

/** Zero-width spaces, byte order marks, and marks that turn the direction of whatever follows the text. */
const DISGUISES = /[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/g
/** Also the marks that words in Arabic or Persian may need, and addresses, codes and numbers never. */
const INVISIBLE = /\p{Cf}/gu

/** Text of a form or file. Letters get one way of being written, so that the same name is the same for a search. */
const text = (removed: RegExp) =>
  z
    .string({ error: 'relationships.error.required' })
    .overwrite((value) => value.normalize('NFC').replace(removed, '').trim())

/** One line of text; messages are keys of texts. */
export const line = (maximum: number) =>
  text(DISGUISES)
    .max(maximum, { error: 'relationships.error.too-long' })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL, and no name holds a line break
    .regex(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/, { error: 'relationships.error.control-character' })

/** A line in which something can be seen. */
export const requiredLine = (maximum: number) =>
  line(maximum).regex(/[\p{L}\p{N}\p{P}\p{S}]/u, { error: 'relationships.error.required' })

/** Longest code. */
export const CODE_LENGTH = 60

/** A code, or nothing. */
export const codeOrNone = text(INVISIBLE)
  .max(CODE_LENGTH, { error: 'relationships.error.too-long' })
  .regex(/^([\p{L}\p{N}][\p{L}\p{N} ._/-]*)?$/u, { error: 'relationships.error.code' })

/** Ids that people give to their firms and relationships. */
export const code = codeOrNone.min(1, { error: 'relationships.error.required' })

export const email = text(INVISIBLE)
  .toLowerCase()
  .max(254, { error: 'relationships.error.too-long' })
  .pipe(z.email({ error: 'relationships.error.email' }))

export const language = text(INVISIBLE).toLowerCase().refine(isLanguage, { error: 'relationships.error.language' })

export const workFunction = text(INVISIBLE)
  .toLowerCase()
  .pipe(z.enum(FUNCTIONS, { error: 'relationships.error.function' }))

/** IANA name of a time zone, or empty. */
export const timeZoneOrNone = text(INVISIBLE).refine((value) => value === '' || isTimeZone(value), {
  error: 'relationships.error.time-zone',
})

/** Arabic-Indic and Eastern Arabic-Indic digits as Western ones. */
const figures = text(INVISIBLE).overwrite((value) =>
  value
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0)),
)

/** A calendar day as YYYY-MM-DD, or empty; becomes midnight UTC. */
export const day = figures
  .refine((value) => value === '' || isDay(value), { error: 'relationships.error.day' })
  .transform((value) => (value === '' ? null : new Date(`${value}T00:00:00Z`)))

function isDay(value: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) // 2026-02-30 would become March
}

/** An amount per year with at most two decimals, or empty. What could be two amounts (`1,250`) is refused. */
export const amount = text(INVISIBLE)
  .overwrite((value) => {
    const [reading, other] = readDecimals(value)
    return reading === undefined || other !== undefined ? value : reading
  })
  .refine((value) => value === '' || /^\d{1,13}(\.\d{1,2})?$/.test(value), { error: 'relationships.error.amount' })
  .transform((value) => (value === '' ? null : value))

export const currency = text(INVISIBLE)
  .toUpperCase()
  .refine((value) => value === '' || /^[A-Z]{3}$/.test(value), { error: 'relationships.error.currency' })
  .transform((value) => (value === '' ? null : value))
