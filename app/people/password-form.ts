import { z } from 'zod'
import { emailSchema } from './set-up-form'

export const PASSWORD_LENGTH = { least: 12, most: 200 }

const password = z.string().min(1, { error: 'account.error.required' }).max(1000, { error: 'account.error.too-long' })

export const passwordSignInSchema = z.object({ email: emailSchema, password })
export const newPasswordSchema = z.object({ password })
/** Six figures of an authenticator, or a recovery code. Spaces and hyphens are how people group them. */
export const codeSchema = z.object({
  code: z
    .string()
    .max(100)
    .transform((value) => value.replace(/\s/g, ''))
    .pipe(z.string().regex(/^[\w-]{6,40}$/, { error: 'account.error.code' })),
})
