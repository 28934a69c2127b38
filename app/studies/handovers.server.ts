import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'

/** What a respondent said: this relationship is not mine any more, with the colleague to ask, if they named one. */
export interface Handover {
  id: string
  personName: string
  relationshipCode: string
  partnerName: string
  colleagueName: string
  colleagueEmail: string
}

interface StudyKey {
  workspaceId: string
  studyId: string
}

/** Proposals that wait for a decision. */
export async function listHandovers(db: Db, { workspaceId, studyId }: StudyKey): Promise<Handover[]> {
  const rows = await db.handover.findMany({
    where: { workspaceId, decidedAt: null, assignment: { workspaceId, wave: { workspaceId, studyId } } },
    orderBy: { proposedAt: 'asc' },
    take: 200,
    include: {
      assignment: {
        select: {
          side: true,
          invitation: { select: { participant: { select: { name: true } } } },
          relationship: {
            select: { code: true, buyer: { select: { name: true } }, supplier: { select: { name: true } } },
          },
        },
      },
    },
  })
  return rows.map(({ id, colleagueName, colleagueEmail, assignment: { side, invitation, relationship } }) => ({
    ...{ id, colleagueName, colleagueEmail },
    personName: invitation.participant.name,
    relationshipCode: relationship.code,
    partnerName: side === 'buyer' ? relationship.supplier.name : relationship.buyer.name,
  }))
}

type DecideResult = { ok: true } | { ok: false; reason: 'unknown-handover' | 'colleague-elsewhere' }

/**
 * Carries a proposal out, or leaves things as they are. The person is not asked about the relationship in later waves, the
 * colleague is; in the wave that runs nothing changes, and nobody gets a mail by it.
 */
export function decideHandover(
  prisma: PrismaClient,
  { workspaceId, studyId }: StudyKey,
  { id, isAccepted, now }: { id: string; isAccepted: boolean; now: Date },
): Promise<DecideResult> {
  return prisma.$transaction(async (tx) => {
    const handover = await tx.handover.findFirst({
      where: { workspaceId, id, decidedAt: null, assignment: { workspaceId, wave: { workspaceId, studyId } } },
      include: { assignment: { include: { invitation: { include: { participant: true } } } } },
    })
    if (!handover) return { ok: false, reason: 'unknown-handover' }
    const { assignment, colleagueEmail: email, colleagueName: name } = handover
    const { relationshipId, invitation } = assignment
    const { organizationId, language, function: workFunction } = invitation.participant
    if (isAccepted && email) {
      const known = await tx.participant.findUnique({ where: { workspaceId_email: { workspaceId, email } } })
      // an address that speaks for another firm would change sides
      if (known && known.organizationId !== organizationId) return { ok: false, reason: 'colleague-elsewhere' }
      const colleague =
        known ??
        (await tx.participant.create({
          data: { workspaceId, organizationId, email, name, language, function: workFunction },
        }))
      const place = { workspaceId, relationshipId, participantId: colleague.id }
      await tx.informant.upsert({
        where: { workspaceId_relationshipId_participantId: place },
        create: place,
        update: {},
      })
    }
    if (isAccepted)
      await tx.informant.deleteMany({
        where: { workspaceId, relationshipId, participantId: invitation.participantId },
      })
    await tx.handover.update({ where: { workspaceId_id: { workspaceId, id } }, data: { decidedAt: now } })
    return { ok: true }
  })
}
