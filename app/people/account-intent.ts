import { z } from 'zod'
import { LOOKS } from '#app/ui/look'
import { codeSchema, newPasswordSchema } from './password-form'

const password = z.string().max(1000).optional()

/** What the buttons of the page of the own account ask for. */
export const accountIntentSchema = z.discriminatedUnion('intent', [
  newPasswordSchema.extend({ intent: z.literal('set-password') }),
  z.object({ intent: z.literal('remove-password') }),
  z.object({ intent: z.literal('start-second-factor'), password }),
  codeSchema.extend({ intent: z.literal('finish-second-factor') }),
  z.object({ intent: z.literal('stop-second-factor'), password }),
  z.object({ intent: z.literal('remove-passkey'), id: z.uuid() }),
  z.object({ intent: z.literal('end-session'), id: z.uuid() }),
  z.object({ intent: z.literal('end-other-sessions') }),
  z.object({ intent: z.literal('choose-look'), look: z.enum(LOOKS) }),
])

/** Changes to how an account is entered; they need a sign-in of late. Ending sessions does not: it only takes away; neither do colours. */
export function needsFreshSignIn(intent: string): boolean {
  return !intent.startsWith('end-') && intent !== 'choose-look'
}
