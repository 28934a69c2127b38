import type { Db } from '#app/db/database.server'
import type { JobQueue } from '#app/jobs/queue.server'
import { TEST_EVENT, type WebhookEvent } from './webhook-events'
import { readEvents } from './webhooks.server'

/**
 * Records what happened to a wave, in the transaction in which it happens, for each webhook that wants to hear of it: ids,
 * names of study and wave, and dates; never an answer, a result or a person.
 */
export async function queueWebhooks(
  tx: Db,
  queue: JobQueue,
  { workspaceId, waveId, event, now }: { workspaceId: string; waveId: string; event: WebhookEvent; now: Date },
): Promise<void> {
  const webhooks = await tx.webhook.findMany({
    where: { workspaceId, state: 'on' },
    select: { id: true, events: true },
  })
  const hearing = webhooks.filter(({ events }) => readEvents(events).includes(event))
  if (hearing.length === 0) return
  const body = JSON.stringify({
    type: event,
    timestamp: now.toISOString(),
    data: await tellWave(tx, workspaceId, waveId),
  })
  await tx.webhookDelivery.createMany({
    data: hearing.map(({ id }) => ({ workspaceId, webhookId: id, event, body, nextAttemptAt: now, createdAt: now })),
  })
  await queue.enqueue(tx, 'send-webhooks', { workspaceId })
}

async function tellWave(tx: Db, workspaceId: string, waveId: string) {
  const { study, ...wave } = await tx.wave.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: waveId } },
    include: { study: { select: { id: true, name: true } } },
  })
  return {
    workspace_id: workspaceId,
    study,
    wave: {
      ...{ id: wave.id, number: wave.number, kind: wave.kind, state: wave.state },
      opened_at: wave.openedAt.toISOString(),
      closes_at: wave.closesAt.toISOString(),
      closed_at: wave.closedAt?.toISOString() ?? null,
      published_at: wave.publishedAt?.toISOString() ?? null,
    },
  }
}

/** Records a message that says nothing, to see whether it arrives. @returns its id */
export async function recordTest(
  db: Db,
  { workspaceId, webhookId, now }: { workspaceId: string; webhookId: string; now: Date },
): Promise<string> {
  const data = { workspace_id: workspaceId }
  const body = JSON.stringify({ type: TEST_EVENT, timestamp: now.toISOString(), data })
  const made = await db.webhookDelivery.create({
    data: { workspaceId, webhookId, event: TEST_EVENT, body, nextAttemptAt: now, createdAt: now },
  })
  return made.id
}
