import { z } from 'zod'
import { isTimeZone } from '#app/i18n/is-time-zone'
import { isInterfaceLanguage } from '#app/i18n/languages'
import { DIGESTS } from './digest-period'

/** Which mails a member wants, and how they are written. Empty language and zone: those of the workspace. */
export const memberMailsSchema = z.object({
  digest: z.enum(DIGESTS, { error: 'digests.error.choice' }),
  wantsResultsMails: z
    .literal('yes')
    .optional()
    .transform((value) => value === 'yes'),
  mailLanguage: z
    .string()
    .refine((value) => value === '' || isInterfaceLanguage(value), { error: 'digests.error.choice' }),
  timeZone: z
    .string()
    .trim()
    .refine((value) => value === '' || isTimeZone(value), { error: 'account.error.time-zone' }),
})
export type MemberMailsForm = z.infer<typeof memberMailsSchema>

/** Behind a mail's link, without a sign-in: only what takes mails away or brings them back. */
export const mailChoicesSchema = memberMailsSchema.pick({ digest: true, wantsResultsMails: true })
