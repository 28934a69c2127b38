import type { Prisma } from '#app/db/generated/client'
import type { JobQueue } from '#app/jobs/queue.server'
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

/**
 * Lets the mails of a wave leave that goes on, or is open again: those that were kept, and those that were found without
 * reason meanwhile.
 */
export async function releaseMails(
  tx: Prisma.TransactionClient,
  queue: JobQueue,
  { workspaceId, waveId, rhythm, now }: WaveKey & { rhythm: Rhythm | undefined; now: Date },
): Promise<void> {
  const zones = await tx.$queryRaw<{ timeZone: string }[]>`
    SELECT DISTINCT p.time_zone AS "timeZone" FROM invitation i
    JOIN participant p ON p.workspace_id = i.workspace_id AND p.id = i.participant_id
    WHERE i.workspace_id = ${workspaceId}::uuid AND i.wave_id = ${waveId}::uuid`
  for (const { timeZone } of zones)
    await tx.$executeRaw`
      UPDATE outbox_message m SET state = 'queued', attempts = 0, last_error = NULL,
        next_attempt_at = ${mailMoment(rhythm, timeZone, now)}
      FROM invitation i
      JOIN participant p ON p.workspace_id = i.workspace_id AND p.id = i.participant_id
      WHERE m.workspace_id = ${workspaceId}::uuid AND i.workspace_id = m.workspace_id AND i.id = m.invitation_id
        AND i.wave_id = ${waveId}::uuid AND i.revoked_at IS NULL AND p.time_zone = ${timeZone}
        AND ((m.state = 'queued' AND m.next_attempt_at = ${PARKED}) OR m.state = 'dropped')`
  await queue.enqueue(tx, 'deliver-mail', { workspaceId })
}
