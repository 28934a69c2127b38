import { z } from 'zod'
import { nameSchema } from './set-up-form'

/** What a key can be made for: to read, and to bring in people who are to be asked; nothing else can be changed by it. */
export const KEY_RIGHTS = ['see-results', 'take-data', 'import-people'] as const
export type KeyRight = (typeof KEY_RIGHTS)[number]
export const KEY_DAYS = [30, 90, 365] as const

export const accessKeySchema = z.object({
  name: nameSchema,
  rights: z.array(z.enum(KEY_RIGHTS), { error: 'account.error.rights' }).min(1, { error: 'account.error.rights' }),
  days: z.coerce.number().refine((days) => KEY_DAYS.some((one) => one === days), { error: 'account.error.required' }),
})
export type AccessKeyForm = z.infer<typeof accessKeySchema>
