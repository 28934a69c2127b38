import { describeError, log } from '#app/config/log.server'
import type { OutboxMessage, PrismaClient } from '#app/db/generated/client'
import { composeMail, type MailSettings } from './compose-mail.server'
import type { MailTransport } from './transport.server'

const BATCH = 100
/** A claimed message is left alone for so long; after a crash between sending and marking it goes out once more, with the same Message-ID. */
const LEASE_SECONDS = 60
const FIRST_PAUSE_SECONDS = 60
const GIVE_UP_AFTER_ATTEMPTS = 12 // pauses double: about three days

export interface DeliverParts extends MailSettings {
  prisma: PrismaClient
  transport: MailTransport
}

/**
 * Sends what waits in a workspace's outbox: recorded before, marked after. Several workers share the work, because a
 * claim skips what another one holds.
 * @returns how many messages left and how many could not
 */
export async function deliverOutbox(
  parts: DeliverParts,
  workspaceId: string,
): Promise<{ sent: number; failed: number }> {
  const count = { sent: 0, failed: 0 }
  for (;;) {
    const messages = await claim(parts.prisma, workspaceId)
    if (messages.length === 0) return count
    for (const message of messages) {
      const outcome = await deliver(parts, message)
      // marked one by one: a crash repeats at most the one message that it cut off
      if (outcome.ok) await markSent(parts.prisma, message)
      else await markFailure(parts.prisma, message, outcome)
      count[outcome.ok ? 'sent' : 'failed']++
    }
  }
}

async function claim(prisma: PrismaClient, workspaceId: string): Promise<OutboxMessage[]> {
  const claimed = await prisma.$queryRaw<{ id: string }[]>`
    UPDATE outbox_message SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE workspace_id = ${workspaceId}::uuid AND id IN (
      SELECT id FROM outbox_message
      WHERE workspace_id = ${workspaceId}::uuid AND state = 'queued' AND next_attempt_at <= now()
      ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING id`
  const ids = claimed.map((row) => row.id)
  return prisma.outboxMessage.findMany({ where: { workspaceId, id: { in: ids } }, orderBy: { id: 'asc' } })
}

type DeliveryOutcome = { ok: true } | { ok: false; permanent: boolean; error: string }

async function deliver(parts: DeliverParts, message: OutboxMessage): Promise<DeliveryOutcome> {
  try {
    const mail = await composeMail(parts, message)
    return mail ? await parts.transport.send(mail) : { ok: false, permanent: true, error: 'no longer wanted' }
  } catch (error) {
    log.error('a mail could not be made', { outboxMessageId: message.id, ...describeError(error) })
    return { ok: false, permanent: false, error: 'the mail could not be made' }
  }
}

async function markSent(prisma: PrismaClient, { workspaceId, id }: OutboxMessage): Promise<void> {
  await prisma.outboxMessage.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { state: 'sent', sentAt: new Date(), sealed: null, lastError: null },
  })
}

async function markFailure(
  prisma: PrismaClient,
  message: OutboxMessage,
  outcome: { permanent: boolean; error: string },
) {
  const isFinal = outcome.permanent || message.attempts >= GIVE_UP_AFTER_ATTEMPTS
  const pause = FIRST_PAUSE_SECONDS * 2 ** (message.attempts - 1)
  await prisma.outboxMessage.update({
    where: { workspaceId_id: { workspaceId: message.workspaceId, id: message.id } },
    data: {
      state: isFinal ? 'failed' : 'queued',
      nextAttemptAt: new Date(Date.now() + pause * 1000),
      lastError: outcome.error.slice(0, 500),
      ...(isFinal && { sealed: null }),
    },
  })
  log.warning('a mail did not leave', {
    outboxMessageId: message.id,
    attempt: message.attempts,
    isFinal,
    error: outcome.error,
  })
}
