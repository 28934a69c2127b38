import type { Db } from '#app/db/database.server'
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

/** Believes in an address again that had bounced. @returns whether it had */
export async function clearBounce(tx: Db, mend: Mend & { address: string }): Promise<boolean> {
  const { secret, workspaceId, address } = mend
  const addressHash = hashAddress(secret, workspaceId, address)
  const cleared = await tx.mailSuppression.deleteMany({ where: { workspaceId, addressHash, reason: 'bounced' } })
  if (cleared.count > 0) await sendFailedAgain(tx, mend)
  return cleared.count > 0
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
