import type { BounceMailbox } from '#app/config/bounce-mailbox'
import { describeError, log } from '#app/config/log.server'
import { refreshStandings } from '#app/dashboards/standings/refresh-standings.server'
import type { Db } from '#app/db/database.server'
import { queueDigests } from '#app/digests/queue-digests.server'
import { poolBenchmarks } from '#app/disclosure/benchmarks/pool-benchmarks.server'
import { publishImported } from '#app/disclosure/publish-imported.server'
import { publishWave } from '#app/disclosure/publish-wave.server'
import { deleteOldContacts } from '#app/evidence/contacts/contacts.server'
import { deleteOldEntries } from '#app/evidence/registers/entries.server'
import { deleteOldExports } from '#app/exports/requests/delete-old-exports.server'
import { findDueExports, writeExport } from '#app/exports/requests/write-export.server'
import { type DeliverParts, deliverOutbox } from '#app/mail/deliver-outbox.server'
import { findDueOutboxes } from '#app/mail/find-due-outboxes.server'
import { queueResultsMails } from '#app/mail/queue-results-mails.server'
import { readBounceMailbox } from '#app/mail/read-bounce-mailbox.server'
import { observeMails } from '#app/monitoring/figures.server'
import { deleteExpired } from '#app/privacy/delete-expired.server'
import { deleteExpiredResponses } from '#app/responses/delete-expired-responses.server'
import { listWorkspaces } from '#app/signals/list-workspaces.server'
import { refreshSignals } from '#app/signals/refresh-signals.server'
import { tellSignals } from '#app/signals/tell-signals.server'
import { advanceStudy } from '#app/studies/advance-study.server'
import { findDueStudies } from '#app/studies/find-due-studies.server'
import { deleteOldDeliveries, deliverWebhooks, findDueWebhooks } from '#app/webhooks/deliver-webhooks.server'
import { queueWebhooks } from '#app/webhooks/queue-webhooks.server'
import type { JobQueue } from './queue.server'

export interface Worker {
  stop(): Promise<void>
}

const LOOK_SECONDS = 15
/** So often it is looked for what was kept long enough, and at each start. */
const SWEEP_HOURS = 24
/** So often it is looked for mails that came back, and at each start. */
const BOUNCE_MINUTES = 5

export interface WorkerParts extends DeliverParts {
  queue: JobQueue
  /** rehearsals in minutes run only where mails are written to files */
  allowsRehearsal: boolean
  /** networks that webhooks may reach besides the public internet */
  webhookNetworks: readonly string[]
  /** where mails are files that are kept no longer than the records of mails */
  outboxDirectory: string
  /** undefined: no mailbox is read */
  bounceMailbox?: BounceMailbox | undefined
  /** where data files lie that somebody asked for */
  dataDirectory: string
}

/**
 * Handlers for all jobs, and a look every few seconds for work that no job announces: studies in which something is due
 * by the clock, mails whose retry is due, publications that a crash cut off.
 */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const { queue, prisma, secret, bounceMailbox } = parts
  const clock = () => new Date()
  const webhookParts = { prisma, queue, secret, clock, post: { networks: parts.webhookNetworks } }
  await queue.work('deliver-mail', async ({ workspaceId }) => {
    const count = await deliverOutbox(parts, workspaceId)
    observeMails(count)
    if (count.sent + count.failed + count.dropped > 0) log.info('mail delivered', { workspaceId, ...count })
  })
  await queue.work('send-webhooks', async ({ workspaceId }) => {
    const count = await deliverWebhooks(webhookParts, workspaceId)
    if (count.delivered + count.failed > 0) log.info('webhooks sent', { workspaceId, ...count })
  })
  await queue.work('publish-wave', async (payload) => {
    const now = new Date()
    // nobody waits for results of years ago: no mails, no webhooks
    const imported = await publishImported(prisma, payload)
    if (imported !== undefined) {
      log.info('imported waves published', { ...payload, waves: imported })
      return void (await queue.enqueue(prisma, 'refresh-signals', { workspaceId: payload.workspaceId }))
    }
    const announce = async (tx: Db, key: typeof payload) => {
      await queueResultsMails(tx, parts, key)
      await queueWebhooks(tx, queue, { ...key, event: 'wave.published', now })
      await queue.enqueue(tx, 'refresh-signals', { workspaceId: key.workspaceId })
      await queue.enqueue(tx, 'pool-benchmarks', {})
    }
    const result = await publishWave(prisma, { ...payload, now, announce })
    if (result.ok) log.info('wave published', { ...payload, responses: result.responses, cells: result.cells })
  })
  await queue.work('advance-study', async (key) => {
    const done = await advanceStudy(parts, key, new Date())
    if (Object.values(done).some((count) => count > 0)) log.info('study moved on', { ...key, ...done })
  })
  await queue.work('write-export', async (key) => {
    const done = await writeExport({ ...parts, clock }, key)
    if (done !== 'nothing') log.info(`data file ${done}`, key)
  })

  await queue.work('read-bounces', async () => {
    if (!bounceMailbox) return
    const count = await readBounceMailbox(parts, bounceMailbox)
    if (count.taken + count.others + count.failed > 0) log.info('mailbox for bounces read', { ...count })
  })
  await queue.work('pool-benchmarks', async () => {
    const figures = await poolBenchmarks(prisma, clock())
    if (figures > 0) log.info('figures over workspaces written', { figures })
  })
  await queue.work('refresh-signals', async ({ workspaceId }) => {
    await refreshStandings(prisma, workspaceId)
    await refresh({ workspaceId })
  })
  await queue.work('refresh-signals-of', refresh)
  async function refresh(key: { workspaceId: string; relationshipId?: string }) {
    const count = await refreshSignals(prisma, { ...key, now: clock() })
    const told = await tellSignals(parts, key.workspaceId, clock())
    if (count.raised + count.cleared + told.signals > 0) log.info('signals looked at', { ...key, ...count, ...told })
  }

  let running: Promise<void> = Promise.resolve()
  let sweptAt: number | undefined
  let bouncesAskedAt: number | undefined
  const look = async () => {
    try {
      for (const key of await findDueStudies(prisma, new Date())) await queue.enqueue(prisma, 'advance-study', key)
      const deleted = await deleteExpiredResponses(prisma, new Date())
      if (deleted > 0) log.info('answers deleted, as was promised', { responses: deleted })
      if (sweptAt === undefined || Date.now() - sweptAt >= SWEEP_HOURS * 3_600_000) {
        const expired = await deleteExpired(parts, new Date())
        await deleteOldDeliveries(prisma, new Date())
        await deleteOldContacts(prisma, new Date())
        await deleteOldEntries(prisma, new Date())
        for (const { id: workspaceId } of await listWorkspaces(prisma))
          await queue.enqueue(prisma, 'refresh-signals', { workspaceId })
        await queue.enqueue(prisma, 'pool-benchmarks', {})
        await deleteOldExports(parts, new Date())
        sweptAt = Date.now()
        if (Object.values(expired).some((count) => count > 0))
          log.info('deleted what was kept long enough', { ...expired })
      }
      for (const workspaceId of await findDueOutboxes(prisma))
        await queue.enqueue(prisma, 'deliver-mail', { workspaceId })
      for (const workspaceId of await findDueWebhooks(prisma, new Date()))
        await queue.enqueue(prisma, 'send-webhooks', { workspaceId })
      if (bounceMailbox && (bouncesAskedAt === undefined || Date.now() - bouncesAskedAt >= BOUNCE_MINUTES * 60_000)) {
        await queue.enqueue(prisma, 'read-bounces', {})
        bouncesAskedAt = Date.now()
      }
      for (const key of await findDueExports(prisma, new Date())) await queue.enqueue(prisma, 'write-export', key)
      await queueDigests(parts, new Date())
    } catch (error) {
      log.error('the look for waiting work failed', describeError(error))
    }
  }
  running = look()
  const timer = setInterval(() => {
    running = running.then(look)
  }, LOOK_SECONDS * 1000)
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
