import { v7 as makeId } from 'uuid'
import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { hasUnanswered } from '#app/studies/is-unanswered.server'

/**
 * Records the mail that thanks who has nothing left to answer; part of the transaction that submits. One for each person
 * and wave, however often answers are changed and submitted again: only one that was not wanted when it would have left
 * (something was open again) gets another chance. The worker's next look finds it.
 */
export function queueThankYou(
  prisma: PrismaClient,
  { workspaceId, invitationId, now }: { workspaceId: string; invitationId: string; now: Date },
): Prisma.PrismaPromise<number> {
  return prisma.$executeRaw`
    INSERT INTO outbox_message (workspace_id, id, kind, invitation_id, next_attempt_at)
    SELECT i.workspace_id, ${makeId()}::uuid, 'thank-you', i.id, ${now}
    FROM invitation i
    WHERE i.workspace_id = ${workspaceId}::uuid AND i.id = ${invitationId}::uuid
      AND NOT ${hasUnanswered(workspaceId)}
    ON CONFLICT (workspace_id, invitation_id) WHERE kind = 'thank-you'
    DO UPDATE SET state = 'queued', attempts = 0, last_error = NULL, next_attempt_at = excluded.next_attempt_at
    WHERE outbox_message.state = 'dropped'`
}
