import type { Prisma } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'

/** Records mails that ask people of a wave, each with the moment from which it may leave; the caller queues the job. */
export async function recordWaveMails(
  tx: Prisma.TransactionClient,
  { workspaceId, kind }: { workspaceId: string; kind: 'invitation' | 'reminder' },
  mails: readonly { invitationId: string; nextAttemptAt: Date }[],
): Promise<void> {
  for (const batch of inBatches(mails, 1000))
    await tx.outboxMessage.createMany({ data: batch.map((mail) => ({ workspaceId, kind, ...mail })) })
}
