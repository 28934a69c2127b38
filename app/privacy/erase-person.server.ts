import type { Db } from '#app/db/database.server'
import { hashAddress } from '#app/mail/hash-address.server'
import { deleteMailFiles } from '#app/mail/outbox-files.server'
import { queueNotice } from '#app/mail/queue-notice.server'
import { unseal } from '#app/mail/seal.server'
import { recordEvent, systemActor } from '#app/people/audit/record-event.server'
import { recordOwnerChanges } from '#app/relationships/record-owner-changes.server'
import type { OwnDataParts } from './correct-own-data.server'
import { deleteAccountOf } from './delete-account.server'
import type { PersonKey } from './read-own-data.server'

interface EraseInput extends PersonKey {
  /** keep a keyed hash of the address, so that nobody writes to it again, even if it is imported once more */
  keepAway: boolean
  outboxDirectory: string
}

type EraseResult = { ok: true; language: string } | { ok: false; reason: 'gone' | 'publishing' }

/**
 * Erases everything that a workspace stores about a person: their record, links, answers, drafts, suggestions by and about
 * them, mails and the files of mails. In waves that run they were never asked; what was published stays, for nobody can tell
 * from it who answered. The mail that confirms it is recorded in the same transaction; its address waits encrypted and goes
 * with it.
 * @returns `publishing` while a wave that they answered in is being published: it counts them just now
 */
export async function erasePerson(parts: OwnDataParts, input: EraseInput): Promise<EraseResult> {
  const { prisma, queue, secret } = parts
  const { workspaceId, participantId, keepAway, outboxDirectory } = input
  const erased = await prisma.$transaction(async (tx) => {
    const person = await tx.participant.findUnique({ where: { workspaceId_id: { workspaceId, id: participantId } } })
    if (!person) return { ok: false as const, reason: 'gone' as const }
    if (await holdsBack(tx, input)) return { ok: false as const, reason: 'publishing' as const }
    const { email, name, language } = person
    const messageIds = await deleteAnswers(tx, input)
    await deleteSuggestions(tx, workspaceId, person)
    const owned = await tx.relationship.findMany({
      where: { workspaceId, OR: [{ buyerOwnerId: participantId }, { supplierOwnerId: participantId }] },
      select: { id: true, buyerOwnerId: true, supplierOwnerId: true },
    })
    const leave = (owner: string | null) => (owner === participantId ? null : owner)
    await recordOwnerChanges(
      tx,
      workspaceId,
      owned.map(({ id, buyerOwnerId, supplierOwnerId }) => ({
        ...{ id, buyerOwnerId: leave(buyerOwnerId), supplierOwnerId: leave(supplierOwnerId) },
      })),
    )
    await tx.relationship.updateMany({
      where: { workspaceId, buyerOwnerId: participantId },
      data: { buyerOwnerId: null },
    })
    await tx.relationship.updateMany({
      where: { workspaceId, supplierOwnerId: participantId },
      data: { supplierOwnerId: null },
    })
    await tx.participant.delete({ where: { workspaceId_id: { workspaceId, id: participantId } } })
    messageIds.push(...(await deleteSealed(tx, secret, workspaceId, email)))
    await deleteAccountOf(tx, email)
    if (keepAway)
      await tx.mailSuppression.createMany({
        data: [{ workspaceId, addressHash: hashAddress(secret, workspaceId, email), reason: 'unsubscribed' }],
        skipDuplicates: true,
      })
    await queueNotice(tx, { queue, secret }, workspaceId, { about: 'erased', email, language })
    const event = { action: 'person-erased', objectKind: 'participant', objectId: participantId } as const
    await recordEvent(tx, systemActor(workspaceId), event)
    return { ok: true as const, email, name, language, messageIds }
  })
  if (!erased.ok) return erased
  // after the transaction: a file that is gone cannot come back with it
  await deleteMailFiles(outboxDirectory, { workspaceId, messageIds: erased.messageIds, address: erased.email })
  return { ok: true, language: erased.language }
}

/** Holds the waves that the person was asked in; a publication or the end of a wave waits, or is waited for by coming again. */
async function holdsBack(tx: Db, { workspaceId, participantId }: PersonKey): Promise<boolean> {
  const waves = await tx.$queryRaw<{ isPublishing: boolean }[]>`
    SELECT coalesce(w.publishing_until > clock_timestamp(), false) AS "isPublishing" FROM wave w
    WHERE w.workspace_id = ${workspaceId}::uuid AND w.id IN (
      SELECT i.wave_id FROM invitation i WHERE i.workspace_id = ${workspaceId}::uuid AND i.participant_id = ${participantId}::uuid)
    ORDER BY w.id FOR NO KEY UPDATE OF w`
  return waves.some(({ isPublishing }) => isPublishing)
}

/** Answers, then invitations, with everything that hangs on them. @returns ids of the mails that were about them */
async function deleteAnswers(tx: Db, { workspaceId, participantId }: PersonKey): Promise<string[]> {
  await tx.$executeRaw`
    DELETE FROM response r USING assignment a, invitation i
    WHERE r.workspace_id = ${workspaceId}::uuid AND a.workspace_id = r.workspace_id AND a.id = r.id
      AND i.workspace_id = a.workspace_id AND i.id = a.invitation_id AND i.participant_id = ${participantId}::uuid`
  const messages = await tx.outboxMessage.findMany({
    where: { workspaceId, invitation: { workspaceId, participantId } },
    select: { id: true },
  })
  await tx.invitation.deleteMany({ where: { workspaceId, participantId } })
  return messages.map(({ id }) => id)
}

/** What others said of them: the suggestion stays, without the name of whom it suggests. */
async function deleteSuggestions(
  tx: Db,
  workspaceId: string,
  { email, name, organizationId }: { email: string; name: string; organizationId: string },
): Promise<void> {
  await tx.handover.updateMany({
    where: {
      workspaceId,
      OR: [
        { colleagueEmail: { equals: email, mode: 'insensitive' } },
        {
          colleagueName: { equals: name, mode: 'insensitive' },
          assignment: { workspaceId, invitation: { workspaceId, participant: { workspaceId, organizationId } } },
        },
      ],
    },
    data: { colleagueName: '', colleagueEmail: '' },
  })
}

/** Mails that wait encrypted for this address: sign-in links and notices. */
async function deleteSealed(tx: Db, secret: string, workspaceId: string, email: string): Promise<string[]> {
  const waiting = await tx.outboxMessage.findMany({
    where: { workspaceId, kind: { in: ['sign-in', 'notice'] }, sealed: { not: null } },
    select: { id: true, sealed: true },
  })
  const own = waiting.filter(({ sealed }) => sealed && addressIn(secret, sealed) === email)
  const ids = own.map(({ id }) => id)
  await tx.outboxMessage.deleteMany({ where: { workspaceId, id: { in: ids } } })
  return ids
}

/** Whom a waiting mail is for; undefined for one that was sealed with another secret, which nobody can read or send any more. */
function addressIn(secret: string, sealed: Uint8Array): string | undefined {
  try {
    return (unseal(secret, sealed) as { email: string }).email
  } catch {
    return undefined
  }
}
