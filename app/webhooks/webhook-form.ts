import { z } from 'zod'
import { WEBHOOK_EVENTS } from './webhook-events'

/** The address is read by `readTarget`, which knows what the operator allows. */
export const webhookSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, { error: 'webhooks.error.required' })
    .max(120, { error: 'webhooks.error.too-long' })
    .regex(/^[^\p{Cc}]*$/u, { error: 'webhooks.error.control-character' }),
  url: z.string().trim().min(1, { error: 'webhooks.error.required' }).max(500, { error: 'webhooks.error.too-long' }),
  events: z
    .array(z.enum(WEBHOOK_EVENTS), { error: 'webhooks.error.events' })
    .min(1, { error: 'webhooks.error.events' }),
})
export type WebhookForm = z.infer<typeof webhookSchema>

export const webhookIntentSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['save', 'delete', 'test', 'switch-on', 'switch-off', 'make-secret']) }),
  z.object({ intent: z.literal('send-again'), deliveryId: z.uuid() }),
])
