import { describeError, log } from '#app/config/log.server'
import type { OutboxMessage, PrismaClient } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import { composeMail, type MailSettings } from './compose-mail.server'
import type { OutgoingMessage, SendOutcome } from './message'
import type { MailTransport } from './transport.server'

const CLAIMED_AT_ONCE = 25
/** as many as the transport has connections */
const SENT_AT_ONCE = 5
/**
 * A claimed message is left alone for so long: longer than five rounds of sends that each take their limit of 20 s. After
 * a crash between sending and marking it goes out once more, with the same Message-ID.
 */
const LEASE_SECONDS = 120
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
    // made together: the look-ups of all of them become a few queries
    const mails = await Promise.all(messages.map((message) => compose(parts, message)))
    for (const group of inBatches(mails, SENT_AT_ONCE)) {
      const outcomes = await Promise.all(group.map((made) => send(parts, made)))
      for (const isSent of outcomes) count[isSent ? 'sent' : 'failed']++
    }
  }
}

async function claim(prisma: PrismaClient, workspaceId: string): Promise<OutboxMessage[]> {
  const claimed = await prisma.$queryRaw<{ id: string }[]>`
    UPDATE outbox_message SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE workspace_id = ${workspaceId}::uuid AND id IN (
      SELECT id FROM outbox_message
      WHERE workspace_id = ${workspaceId}::uuid AND state = 'queued' AND next_attempt_at <= now()
      ORDER BY id LIMIT ${CLAIMED_AT_ONCE} FOR UPDATE SKIP LOCKED)
    RETURNING id`
  const ids = claimed.map((row) => row.id)
  return prisma.outboxMessage.findMany({ where: { workspaceId, id: { in: ids } }, orderBy: { id: 'asc' } })
}

type ComposedMail = { message: OutboxMessage } & ({ mail: OutgoingMessage } | { failure: Failure })
type Failure = Extract<SendOutcome, { ok: false }>

async function compose(parts: DeliverParts, message: OutboxMessage): Promise<ComposedMail> {
  try {
    const mail = await composeMail(parts, message)
    return mail ? { message, mail } : { message, failure: { ok: false, permanent: true, error: 'no longer wanted' } }
  } catch (error) {
    log.error('a mail could not be made', { outboxMessageId: message.id, ...describeError(error) })
    return { message, failure: { ok: false, permanent: false, error: 'the mail could not be made' } }
  }
}

/** Marked one by one, right after it left: a crash repeats at most the few messages that it cut off. */
async function send({ prisma, transport }: DeliverParts, made: ComposedMail): Promise<boolean> {
  const outcome = 'mail' in made ? await transport.send(made.mail) : made.failure
  if (outcome.ok) await markSent(prisma, made.message)
  else await markFailure(prisma, made.message, outcome)
  return outcome.ok
}

async function markSent(prisma: PrismaClient, { workspaceId, id }: OutboxMessage): Promise<void> {
  await prisma.outboxMessage.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { state: 'sent', sentAt: new Date(), sealed: null, lastError: null },
  })
}

async function markFailure(prisma: PrismaClient, message: OutboxMessage, outcome: Failure) {
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
