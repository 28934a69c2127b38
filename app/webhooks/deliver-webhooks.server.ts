import { log } from '#app/config/log.server'
import type { Prisma, PrismaClient, Webhook } from '#app/db/generated/client'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import type { JobQueue } from '#app/jobs/queue.server'
import { retryPause } from '#app/jobs/retry-pause'
import { queueWebhookOffMails } from '#app/mail/queue-webhook-off-mails.server'
import { unseal } from '#app/mail/seal.server'
import { recordEvent, systemActor } from '#app/people/audit/record-event.server'
import { type PostOutcome, type PostParts, postWebhook } from './post-webhook.server'
import { signWebhook } from './sign-webhook.server'
import { TEST_EVENT } from './webhook-events'
import { dropWaiting } from './webhooks.server'

const CLAIMED_AT_ONCE = 20
const SENT_AT_ONCE = 5
/** A claimed message is left alone for so long: longer than all rounds of sends that each take their limit. */
const LEASE_MILLISECONDS = 120_000
/** A webhook at which nothing has arrived for so long is switched off when a message to it is given up. */
const DEAD_AFTER_MILLISECONDS = 2 * 86_400_000
/** The receiver says that it wants nothing more, ever. */
const GONE = 410

export interface WebhookParts {
  prisma: PrismaClient
  /** asked for each message: receivers refuse what was signed minutes ago */
  clock: () => Date
  queue: JobQueue
  secret: string
  post: PostParts
}

export interface WebhookCount {
  delivered: number
  /** not arrived, or not sent because the webhook is off */
  failed: number
}

type Delivery = Prisma.WebhookDeliveryGetPayload<{ include: { webhook: true } }>

/**
 * Sends what waits for a workspace's webhooks: recorded before, marked after. Several workers share the work. After a crash
 * in between, a message is sent once more with the same id, as receivers expect.
 */
export async function deliverWebhooks(parts: WebhookParts, workspaceId: string): Promise<WebhookCount> {
  const count: WebhookCount = { delivered: 0, failed: 0 }
  for (;;) {
    const claimed = await claim(parts, workspaceId)
    if (claimed.length === 0) return count
    const waiting = claimed.values()
    const sendOn = async () => {
      for (const delivery of waiting) count[(await send(parts, delivery)).ok ? 'delivered' : 'failed']++
    }
    const ends = await Promise.allSettled(Array.from({ length: SENT_AT_ONCE }, sendOn))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }
}

/** Sends one message now, because somebody asked for it. @returns undefined where there is no such message, or it is being sent */
export async function deliverOne(
  parts: WebhookParts,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<PostOutcome | undefined> {
  const [delivery] = await claim(parts, workspaceId, id)
  return delivery && (await send(parts, delivery))
}

async function claim({ prisma, clock }: WebhookParts, workspaceId: string, only?: string): Promise<Delivery[]> {
  const now = clock()
  const lease = new Date(now.getTime() + LEASE_MILLISECONDS)
  const claimed = await prisma.$queryRaw<{ id: string }[]>`
    UPDATE webhook_delivery SET attempts = attempts + 1, next_attempt_at = ${lease}
    WHERE workspace_id = ${workspaceId}::uuid AND id IN (
      SELECT id FROM webhook_delivery
      WHERE workspace_id = ${workspaceId}::uuid AND state = 'queued' AND next_attempt_at <= ${now}
        AND (${only ?? null}::uuid IS NULL OR id = ${only ?? null}::uuid)
      ORDER BY next_attempt_at, id LIMIT ${CLAIMED_AT_ONCE} FOR UPDATE SKIP LOCKED)
    RETURNING id`
  return prisma.webhookDelivery.findMany({
    where: { workspaceId, id: { in: claimed.map(({ id }) => id) } },
    include: { webhook: true },
    orderBy: { id: 'asc' },
  })
}

async function send(parts: WebhookParts, delivery: Delivery): Promise<PostOutcome> {
  const { id, body, webhook } = delivery
  const now = parts.clock()
  const message = { id: messageId(id), at: now, body }
  const headers = signWebhook(secretsOf(parts.secret, webhook, now), message)
  const outcome = await postWebhook(parts.post, webhook.url, { headers, body })
  await mark(parts, delivery, outcome, now)
  return outcome
}

/** The same with every attempt: by it receivers know a message that they have had. */
function messageId(id: string): string {
  return `msg_${id.replaceAll('-', '')}`
}

function secretsOf(secret: string, { sealedSecret, sealedOldSecret, oldSecretUntil }: Webhook, now: Date): string[] {
  const old = sealedOldSecret && oldSecretUntil && oldSecretUntil > now ? [sealedOldSecret] : []
  return [sealedSecret, ...old].map((sealed) => unseal(secret, sealed, 'webhook-secret') as string)
}

async function mark(parts: WebhookParts, delivery: Delivery, outcome: PostOutcome, now: Date): Promise<void> {
  const { workspaceId, id, webhookId, attempts, event } = delivery
  const isTest = event === TEST_EVENT
  const isGone = outcome.status === GONE && !isTest
  const pause = outcome.ok || isTest || isGone ? undefined : retryPause(attempts)
  const state = outcome.ok ? 'delivered' : pause === undefined ? 'failed' : 'queued'
  await parts.prisma.$transaction(async (tx) => {
    await tx.webhookDelivery.updateMany({
      // whoever switched the webhook off meanwhile has dropped it
      where: { workspaceId, id, state: 'queued' },
      data: {
        ...{ state, triedAt: now, lastMilliseconds: outcome.milliseconds, lastStatus: outcome.status ?? null },
        lastError: outcome.ok ? null : outcome.error,
        nextAttemptAt: new Date(now.getTime() + (pause ?? 0) * 1000),
      },
    })
    if (outcome.ok)
      await tx.webhook.updateMany({
        where: { workspaceId, id: webhookId, failingSince: { not: null } },
        data: { failingSince: null },
      })
    else if (!isTest) {
      await tx.webhook.updateMany({
        where: { workspaceId, id: webhookId, failingSince: null },
        data: { failingSince: now },
      })
      if (isGone) await switchOff(tx, parts, delivery, 'gone')
      else if (state === 'failed') await switchOff(tx, parts, delivery, 'failing', now)
    }
  })
  if (!outcome.ok)
    log.warning('a webhook was not delivered', { webhookId, deliveryId: id, attempt: attempts, error: outcome.error })
}

/** Switches a webhook off, tells those who can mend it, and writes it down. @param now where it must have been failing for long */
async function switchOff(
  tx: Prisma.TransactionClient,
  parts: WebhookParts,
  { workspaceId, webhookId }: Delivery,
  state: 'gone' | 'failing',
  now?: Date,
): Promise<void> {
  const switched = await tx.webhook.updateMany({
    where: {
      ...{ workspaceId, id: webhookId, state: 'on' },
      ...(now && { failingSince: { lte: new Date(now.getTime() - DEAD_AFTER_MILLISECONDS) } }),
    },
    data: { state },
  })
  if (switched.count === 0) return
  await dropWaiting(tx, workspaceId, webhookId)
  await queueWebhookOffMails(tx, parts, { workspaceId, webhookId })
  await recordEvent(tx, systemActor(workspaceId), {
    action: 'webhook-off',
    objectKind: 'webhook',
    objectId: webhookId,
    details: { reason: state },
  })
}

/** Queues a message again that has ended, whole with its id. @returns false where it waits already, or there is none */
export async function queueAgain(
  prisma: PrismaClient,
  { workspaceId, webhookId, id, now }: { workspaceId: string; webhookId: string; id: string; now: Date },
): Promise<boolean> {
  const queued = await prisma.webhookDelivery.updateMany({
    where: { workspaceId, webhookId, id, state: { not: 'queued' } },
    data: { state: 'queued', attempts: 0, nextAttemptAt: now },
  })
  return queued.count > 0
}

const KEPT_MILLISECONDS = 30 * 86_400_000

/** Deletes what was sent long ago, over all workspaces; called once a day. */
export async function deleteOldDeliveries(prisma: PrismaClient, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_MILLISECONDS)
  const deleted = await acrossWorkspaces(() =>
    prisma.webhookDelivery.deleteMany({ where: { state: { not: 'queued' }, createdAt: { lt: before } } }),
  )
  return deleted.count
}

/** Workspaces with messages to send now: over all workspaces, ids only. */
export async function findDueWebhooks(prisma: PrismaClient, now: Date): Promise<string[]> {
  const rows = await acrossWorkspaces(
    () => prisma.$queryRaw<{ workspace_id: string }[]>`
    SELECT DISTINCT workspace_id FROM webhook_delivery WHERE state = 'queued' AND next_attempt_at <= ${now}`,
  )
  return rows.map((row) => row.workspace_id)
}
