import type { Db } from '#app/db/database.server'
import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { seal } from '#app/mail/seal.server'
import type { AuditAction, AuditActor } from '#app/people/audit/audit-event'
import { recordEvent } from '#app/people/audit/record-event.server'
import { makeWebhookSecret } from './sign-webhook.server'
import { WEBHOOK_EVENTS, type WebhookEvent } from './webhook-events'
import type { WebhookForm } from './webhook-form'

interface Keeper {
  prisma: PrismaClient
  secret: string
  workspaceId: string
  actor: AuditActor
}

/** More than anybody needs; each event of a wave writes a row for each of them. */
const MOST_WEBHOOKS = 20
/** So long an old secret signs beside the new one. */
const OLD_SECRET_MILLISECONDS = 24 * 60 * 60 * 1000
const SHOWN_DELIVERIES = 50

const SHOWN = {
  ...{ id: true, name: true, url: true, events: true, state: true, failingSince: true, oldSecretUntil: true },
} as const satisfies Prisma.WebhookSelect

/** The webhooks of a workspace in the order in which they were made; never their secrets. */
export async function listWebhooks(db: Db, workspaceId: string) {
  const webhooks = await db.webhook.findMany({
    where: { workspaceId },
    select: { ...SHOWN, deliveries: { orderBy: { createdAt: 'desc' }, take: 1, where: { triedAt: { not: null } } } },
    orderBy: { id: 'asc' },
  })
  return webhooks.map(({ deliveries: [last], events, ...webhook }) => ({
    ...webhook,
    events: readEvents(events),
    lastTriedAt: last?.triedAt ?? null,
  }))
}

/** One webhook with what was sent to it of late, the newest first; undefined where there is none. */
export async function findWebhook(db: Db, workspaceId: string, id: string) {
  const webhook = await db.webhook.findUnique({ where: { workspaceId_id: { workspaceId, id } }, select: SHOWN })
  if (!webhook) return undefined
  const deliveries = await db.webhookDelivery.findMany({
    where: { workspaceId, webhookId: id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: SHOWN_DELIVERIES,
    omit: { body: true },
  })
  return { ...webhook, events: readEvents(webhook.events), deliveries }
}

export type SavedWebhook =
  /** `signingSecret` is there for a new one only: nobody can read it again */
  { ok: true; id: string; signingSecret?: string } | { ok: false; reason: 'too-many' | 'unknown' }

/** Makes a webhook, or changes one where an id is given. */
export function saveWebhook(
  { prisma, secret, workspaceId, actor }: Keeper,
  id: string | undefined,
  { name, url, events }: WebhookForm,
): Promise<SavedWebhook> {
  return prisma.$transaction(async (tx) => {
    const record = (objectId: string) => recordEvent(tx, actor, event('webhook-saved', objectId))
    if (id) {
      const changed = await tx.webhook.updateMany({ where: { workspaceId, id }, data: { name, url, events } })
      if (changed.count === 0) return { ok: false, reason: 'unknown' }
      await record(id)
      return { ok: true, id }
    }
    if ((await tx.webhook.count({ where: { workspaceId } })) >= MOST_WEBHOOKS) return { ok: false, reason: 'too-many' }
    const signingSecret = makeWebhookSecret()
    const sealedSecret = seal(secret, signingSecret, 'webhook-secret')
    const made = await tx.webhook.create({ data: { workspaceId, name, url, events, sealedSecret } })
    await record(made.id)
    return { ok: true, id: made.id, signingSecret }
  })
}

/** Replaces the secret; the old one signs as well for a day. @returns the new one, undefined where there is no such webhook */
export function replaceSecret(
  { prisma, secret, workspaceId, actor }: Keeper,
  id: string,
  now: Date,
): Promise<string | undefined> {
  return prisma.$transaction(async (tx) => {
    const webhook = await tx.webhook.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
    if (!webhook) return undefined
    const signingSecret = makeWebhookSecret()
    await tx.webhook.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: {
        sealedSecret: seal(secret, signingSecret, 'webhook-secret'),
        sealedOldSecret: webhook.sealedSecret,
        oldSecretUntil: new Date(now.getTime() + OLD_SECRET_MILLISECONDS),
      },
    })
    await recordEvent(tx, actor, event('webhook-secret-made', id))
    return signingSecret
  })
}

/** Switches a webhook on or off; what waits for one that is off is not sent. */
export function switchWebhook(
  { prisma, workspaceId, actor }: Omit<Keeper, 'secret'>,
  id: string,
  state: 'on' | 'off',
): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const switched = await tx.webhook.updateMany({
      where: { workspaceId, id, state: state === 'on' ? { not: 'on' } : 'on' },
      data: { state, failingSince: null },
    })
    if (switched.count === 0) return false
    if (state === 'off') await dropWaiting(tx, workspaceId, id)
    await recordEvent(tx, actor, event(`webhook-${state}`, id))
    return true
  })
}

export async function dropWaiting(tx: Db, workspaceId: string, webhookId: string): Promise<void> {
  await tx.webhookDelivery.updateMany({
    where: { workspaceId, webhookId, state: 'queued' },
    data: { state: 'dropped' },
  })
}

export function deleteWebhook({ prisma, workspaceId, actor }: Omit<Keeper, 'secret'>, id: string): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const deleted = await tx.webhook.deleteMany({ where: { workspaceId, id } })
    if (deleted.count === 0) return false
    await recordEvent(tx, actor, event('webhook-deleted', id))
    return true
  })
}

function event(action: AuditAction, objectId: string) {
  return { action, objectKind: 'webhook', objectId } as const
}

export function readEvents(events: Prisma.JsonValue): WebhookEvent[] {
  return WEBHOOK_EVENTS.filter((one) => Array.isArray(events) && events.includes(one))
}
