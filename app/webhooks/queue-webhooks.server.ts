import type { Db } from '#app/db/database.server'
import { inBatches } from '#app/db/in-batches'
import type { JobQueue } from '#app/jobs/queue.server'
import { TEST_EVENT, type WaveEvent, type WebhookEvent } from './webhook-events'
import { readEvents } from './webhooks.server'

/**
 * Records what happened to a wave, in the transaction in which it happens, for each webhook that wants to hear of it: ids,
 * names of study and wave, and dates; never an answer, a result or a person.
 */
export async function queueWebhooks(
  tx: Db,
  queue: JobQueue,
  { workspaceId, waveId, event, now }: { workspaceId: string; waveId: string; event: WaveEvent; now: Date },
): Promise<void> {
  const hearing = await findHearing(tx, workspaceId, event)
  if (hearing.length === 0) return
  await queueMessage(tx, queue, { workspaceId, hearing, event, now, data: await tellWave(tx, workspaceId, waveId) })
}

/** More signals than this go out in several messages: a receiver has to read each within seconds. */
const MOST_SIGNALS = 100

interface RaisedSignals {
  workspaceId: string
  now: Date
  signals: readonly {
    id: string
    kind: string
    side: string
    severity: number
    studyId: string | null
    relationshipId: string
    code: string
    raisedAt: Date
  }[]
}

/** Records that signals were raised: which, about which relationship; never a value, an answer or a person. */
export async function queueSignalWebhooks(
  tx: Db,
  queue: JobQueue,
  { workspaceId, signals, now }: RaisedSignals,
): Promise<void> {
  const event = 'signal.raised'
  const hearing = signals.length > 0 ? await findHearing(tx, workspaceId, event) : []
  if (hearing.length === 0) return
  for (const some of inBatches(signals, MOST_SIGNALS)) {
    const told = some.map(({ id, kind, side, severity, studyId, relationshipId, code, raisedAt }) => ({
      ...{ id, kind, side, severity, study_id: studyId, raised_at: raisedAt.toISOString() },
      relationship: { id: relationshipId, code },
    }))
    await queueMessage(tx, queue, {
      workspaceId,
      hearing,
      event,
      now,
      data: { workspace_id: workspaceId, signals: told },
    })
  }
}

async function findHearing(tx: Db, workspaceId: string, event: WebhookEvent): Promise<{ id: string }[]> {
  const webhooks = await tx.webhook.findMany({
    where: { workspaceId, state: 'on' },
    select: { id: true, events: true },
  })
  return webhooks.filter(({ events }) => readEvents(events).includes(event))
}

interface Message {
  workspaceId: string
  hearing: readonly { id: string }[]
  event: WebhookEvent
  now: Date
  data: object
}

async function queueMessage(
  tx: Db,
  queue: JobQueue,
  { workspaceId, hearing, event, now, data }: Message,
): Promise<void> {
  const body = JSON.stringify({ type: event, timestamp: now.toISOString(), data })
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
