import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import type { AuditActor } from '#app/people/audit/audit-event'
import { recordEvent } from '#app/people/audit/record-event.server'
import { hashAddress } from './hash-address.server'

interface Mend {
  secret: string
  workspaceId: string
  participantId: string
  now: Date
}

/**
 * Follows a person to another address: what they want stays so, and what could not be delivered to the old address leaves
 * for the new one. That the old one bounced says nothing of the new one.
 */
export async function moveAddress(tx: Db, mend: Mend & { from: string; to: string }): Promise<void> {
  const { secret, workspaceId, from, to } = mend
  const chosen = await tx.mailSuppression.findMany({
    where: { workspaceId, addressHash: hashAddress(secret, workspaceId, from), reason: { not: 'bounced' } },
  })
  const addressHash = hashAddress(secret, workspaceId, to)
  await tx.mailSuppression.createMany({
    data: chosen.map(({ reason }) => ({ workspaceId, addressHash, reason })),
    skipDuplicates: true,
  })
  await sendFailedAgain(tx, mend)
}

/** Believes in a person's address again that had bounced; what could not be delivered leaves again. */
export function believeAddress(prisma: PrismaClient, { actor, ...mend }: Mend & { actor: AuditActor }): Promise<void> {
  const { secret, workspaceId, participantId } = mend
  return prisma.$transaction(async (tx) => {
    const { email } = await tx.participant.findUniqueOrThrow({
      where: { workspaceId_id: { workspaceId, id: participantId } },
      select: { email: true },
    })
    const addressHash = hashAddress(secret, workspaceId, email)
    const cleared = await tx.mailSuppression.deleteMany({ where: { workspaceId, addressHash, reason: 'bounced' } })
    if (cleared.count === 0) return
    await sendFailedAgain(tx, mend)
    await recordEvent(tx, actor, { action: 'address-cleared', objectKind: 'participant', objectId: participantId })
  })
}

/** Of a wave that is paused, they wait with the others that leave when it goes on. The worker's next look finds them. */
async function sendFailedAgain(tx: Db, { workspaceId, participantId, now }: Mend): Promise<void> {
  for (const [wave, state] of [
    ['open', 'queued'],
    ['paused', 'dropped'],
  ] as const)
    await tx.outboxMessage.updateMany({
      where: {
        workspaceId,
        kind: 'invitation',
        state: 'failed',
        invitation: { workspaceId, participantId, wave: { workspaceId, state: wave } },
      },
      data: { state, attempts: 0, lastError: null, nextAttemptAt: now },
    })
}
