import { z } from 'zod'
import { isTimeZone } from '#app/i18n/is-time-zone'
import { isInterfaceLanguage } from '#app/i18n/languages'

export const nameSchema = z
  .string()
  .trim()
  .min(1, { error: 'account.error.required' })
  .max(120, { error: 'account.error.too-long' })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL, and no name holds a line break
  .regex(/^[^\u0000-\u001f\u007f]*$/, { error: 'account.error.control-character' })

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, { error: 'account.error.too-long' })
  .pipe(z.email({ error: 'account.error.email' }))

export const setUpSchema = z.object({
  workspaceName: nameSchema,
  name: nameSchema,
  email: emailSchema,
  language: z.string().refine(isInterfaceLanguage, { error: 'account.error.required' }),
  timeZone: z.string().refine(isTimeZone, { error: 'account.error.time-zone' }),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, { error: 'account.error.currency' }),
})

export type SetUpForm = z.infer<typeof setUpSchema>
