import { describeError, log } from '#app/config/log.server'
import { publishWave } from '#app/disclosure/publish-wave.server'
import { type DeliverParts, deliverOutbox } from '#app/mail/deliver-outbox.server'
import { findDueOutboxes } from '#app/mail/find-due-outboxes.server'
import { deleteExpiredResponses } from '#app/responses/delete-expired-responses.server'
import { closeDueWaves } from '#app/studies/close-due-waves.server'
import type { JobQueue } from './queue.server'

export interface Worker {
  stop(): Promise<void>
}

const LOOK_SECONDS = 15

/**
 * Handlers for all jobs, and a look every few seconds for work that no job announces any more: mails whose retry is
 * due, waves whose date has passed, publications that a crash cut off.
 */
export async function startWorker(parts: DeliverParts & { queue: JobQueue }): Promise<Worker> {
  const { queue, prisma } = parts
  await queue.work('deliver-mail', async ({ workspaceId }) => {
    const count = await deliverOutbox(parts, workspaceId)
    if (count.sent + count.failed > 0) log.info('mail delivered', { workspaceId, ...count })
  })
  await queue.work('publish-wave', async (payload) => {
    const result = await publishWave(prisma, { ...payload, now: new Date() })
    if (result.ok) log.info('wave published', { ...payload, responses: result.responses, cells: result.cells })
  })

  let running: Promise<void> = Promise.resolve()
  const look = async () => {
    try {
      await closeDueWaves({ prisma, queue }, new Date())
      const deleted = await deleteExpiredResponses(prisma, new Date())
      if (deleted > 0) log.info('answers deleted, as was promised', { responses: deleted })
      for (const workspaceId of await findDueOutboxes(prisma))
        await queue.enqueue(prisma, 'deliver-mail', { workspaceId })
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
