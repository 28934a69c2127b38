import type { PrismaClient } from '#app/db/generated/client'
import { groupBy } from '#app/db/group-by'
import type { JobQueue } from '#app/jobs/queue.server'
import { seal } from '#app/mail/seal.server'
import { queueSignalWebhooks } from '#app/webhooks/queue-webhooks.server'
import { otherSide } from './signal-kinds'

/** A mail to somebody who is accountable: which signals it is about. */
export interface SignalsMail {
  participantId: string
  signalIds: string[]
}

/**
 * Tells of signals that nobody was told of yet: each accountable person gets one mail about all of theirs, webhooks hear of
 * each. In the transaction that marks them as told: once, whatever crashes and however often this is called.
 *
 * Accountable is the owner of the side that must act; where it has none, the other side's, for somebody has to know. A signal
 * that one firm alone may see goes to that firm's owner or to nobody.
 */
export async function tellSignals(
  { prisma, queue, secret }: { prisma: PrismaClient; queue: JobQueue; secret: string },
  workspaceId: string,
  now: Date,
): Promise<{ signals: number; mails: number }> {
  return prisma.$transaction(
    async (tx) => {
      const told = await tx.signal.updateManyAndReturn({
        where: { workspaceId, toldAt: null, clearedAt: null },
        data: { toldAt: now },
      })
      if (told.length === 0) return { signals: 0, mails: 0 }
      const relationships = await tx.relationship.findMany({
        where: { workspaceId, id: { in: [...new Set(told.map(({ relationshipId }) => relationshipId))] } },
        select: { id: true, code: true, buyerOwnerId: true, supplierOwnerId: true },
      })
      const byId = new Map(relationships.map((one) => [one.id, one]))
      const addressed = told.flatMap(({ id, relationshipId, seenBy, ownerSide }) => {
        const one = byId.get(relationshipId)
        const ownerOf = { buyer: one?.buyerOwnerId, supplier: one?.supplierOwnerId }
        const side = (seenBy === 'all' ? ownerSide : seenBy) as 'buyer' | 'supplier'
        const participantId = ownerOf[side] ?? (seenBy === 'all' ? ownerOf[otherSide(side)] : undefined)
        return participantId ? [{ participantId, id }] : []
      })
      const mails = [...groupBy(addressed, ({ participantId }) => participantId)].map(
        ([participantId, own]): SignalsMail => ({ participantId, signalIds: own.map(({ id }) => id) }),
      )
      if (mails.length > 0) {
        await tx.outboxMessage.createMany({
          data: mails.map((mail) => ({ workspaceId, kind: 'signals', sealed: seal(secret, mail) })),
        })
        await queue.enqueue(tx, 'deliver-mail', { workspaceId })
      }
      const codes = new Map(relationships.map(({ id, code }) => [id, code]))
      await queueSignalWebhooks(tx, queue, {
        ...{ workspaceId, now },
        // a program hears what everybody may see who reads the relationship
        signals: told
          .filter(({ seenBy }) => seenBy === 'all')
          .map((one) => ({ ...one, code: codes.get(one.relationshipId) ?? '' })),
      })
      return { signals: told.length, mails: mails.length }
    },
    { timeout: 120_000, maxWait: 60_000 },
  )
}
