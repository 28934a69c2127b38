import type { Prisma } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import type { JobQueue } from '#app/jobs/queue.server'
import { findUnanswered } from './queue-reminders.server'
import { mailMoment } from './rhythm/mail-moment'
import type { Rhythm } from './rhythm/rhythm'

interface WaveKey {
  workspaceId: string
  waveId: string
}

/** Later than anything that is due: a mail of a paused wave waits until the wave goes on. */
const PARKED = new Date('9999-01-01T00:00:00Z')

/** Keeps the mails of a wave that have not left, while it is paused. */
export async function parkMails(tx: Prisma.TransactionClient, { workspaceId, waveId }: WaveKey): Promise<void> {
  await tx.outboxMessage.updateMany({
    where: { workspaceId, state: 'queued', invitation: { workspaceId, waveId } },
    data: { nextAttemptAt: PARKED },
  })
}

/** As `app/mail` says it of a mail whose reason is gone. */
const WITHOUT_REASON = 'no longer wanted'

/**
 * Lets the mails of a wave leave that goes on, or is open again: those that were kept, and those that were found without
 * reason meanwhile. One to each person, and only to whom something is left to answer: of an invitation and its reminders
 * the invitation.
 */
export async function releaseMails(
  tx: Prisma.TransactionClient,
  queue: JobQueue,
  { workspaceId, waveId, rhythm, now }: WaveKey & { rhythm: Rhythm | undefined; now: Date },
): Promise<void> {
  const ofWave = { invitation: { workspaceId, waveId } }
  const parked = { state: 'queued', nextAttemptAt: PARKED }
  // what is not released does not wait either: it would keep its person from being reminded ever after
  await tx.outboxMessage.updateMany({
    where: { ...ofWave, ...parked, workspaceId, kind: { in: ['invitation', 'reminder'] } },
    data: { state: 'dropped', lastError: WITHOUT_REASON },
  })
  // thanks go to people to whom nothing is left to answer
  await tx.outboxMessage.updateMany({ where: { ...ofWave, ...parked, workspaceId }, data: { nextAttemptAt: now } })
  const people = await findUnanswered(tx, { workspaceId, waveId })
  for (const timeZone of new Set(people.map((person) => person.timeZone))) {
    const ids = people.filter((person) => person.timeZone === timeZone).map(({ invitationId }) => invitationId)
    for (const batch of inBatches(ids, 1000))
      await tx.$executeRaw`
        UPDATE outbox_message SET state = 'queued', attempts = 0, last_error = NULL,
          next_attempt_at = ${mailMoment(rhythm, timeZone, now)}
        WHERE workspace_id = ${workspaceId}::uuid AND id IN (
          SELECT DISTINCT ON (invitation_id) id FROM outbox_message
          WHERE workspace_id = ${workspaceId}::uuid AND invitation_id = ANY(${batch}::uuid[])
            AND kind IN ('invitation', 'reminder') AND state = 'dropped' AND last_error = ${WITHOUT_REASON}
          ORDER BY invitation_id, kind = 'invitation' DESC, id DESC)`
  }
  await queue.enqueue(tx, 'deliver-mail', { workspaceId })
}
