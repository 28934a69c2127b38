import { z } from 'zod'
import { isLanguage } from '#app/i18n/languages'

/** One line of text; messages are keys of texts. */
export const line = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum, { error: 'relationships.error.too-long' })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL, and no name holds a line break
    .regex(/^[^\u0000-\u001f\u007f]*$/, { error: 'relationships.error.control-character' })

export const requiredLine = (maximum: number) => line(maximum).min(1, { error: 'relationships.error.required' })

/** Ids that people give to their firms and relationships. */
export const code = requiredLine(60).regex(/^[\p{L}\p{N}][\p{L}\p{N} ._/-]*$/u, { error: 'relationships.error.code' })

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, { error: 'relationships.error.too-long' })
  .pipe(z.email({ error: 'relationships.error.email' }))

export const language = z.string().trim().toLowerCase().refine(isLanguage, { error: 'relationships.error.language' })

/** Departments in which participants work. */
export const FUNCTIONS = [
  'purchasing',
  'engineering',
  'quality',
  'logistics',
  'manufacturing',
  'finance',
  'sales',
  'service',
  'management',
] as const
export const workFunction = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.enum(FUNCTIONS, { error: 'relationships.error.function' }))

/** A calendar day as YYYY-MM-DD, or empty; becomes midnight UTC. */
export const day = z
  .string()
  .trim()
  .refine((value) => value === '' || isDay(value), { error: 'relationships.error.day' })
  .transform((value) => (value === '' ? null : new Date(`${value}T00:00:00Z`)))

function isDay(value: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) // 2026-02-30 would become March
}

/** An amount per year with at most two decimals, or empty. */
export const amount = z
  .string()
  .trim()
  .refine((value) => value === '' || /^\d{1,13}(\.\d{1,2})?$/.test(value), { error: 'relationships.error.amount' })
  .transform((value) => (value === '' ? null : value))

export const currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine((value) => value === '' || /^[A-Z]{3}$/.test(value), { error: 'relationships.error.currency' })
  .transform((value) => (value === '' ? null : value))
