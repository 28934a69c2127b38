import type { Db } from '#app/db/database.server'
import { seal } from '#app/mail/seal.server'
import { makeWebhookSecret } from '#app/webhooks/sign-webhook.server'
import { WEBHOOK_EVENTS } from '#app/webhooks/webhook-events'
import { TEST_SECRET } from '#tests/setup/test-settings'

interface WebhookValues {
  workspaceId: string
  url?: string
  events?: readonly string[]
  state?: string
}

/** A webhook that hears everything, unless told otherwise, and its secret. */
export async function makeWebhook(db: Db, { workspaceId, ...values }: WebhookValues) {
  const { url = 'https://receiver.test/thiqa', events = WEBHOOK_EVENTS, state = 'on' } = values
  const signingSecret = makeWebhookSecret()
  const sealedSecret = seal(TEST_SECRET, signingSecret, 'webhook-secret')
  const webhook = await db.webhook.create({
    data: { workspaceId, name: 'Receiver', url, events: [...events], state, sealedSecret },
  })
  return { ...webhook, signingSecret }
}
