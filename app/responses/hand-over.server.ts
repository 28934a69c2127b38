import type { PrismaClient } from '#app/db/generated/client'
import type { FoundInvitation } from './find-invitation.server'
import type { HandOverForm } from './hand-over-form'

type Invitation = Pick<FoundInvitation, 'workspaceId' | 'id'>

/**
 * Records that a person is not the one to ask about a relationship (any more), with the colleague who is, if they named
 * one. An administrator decides; until then nothing changes and nobody is mailed. What was submitted stays submitted.
 * @returns false for what the person was not asked
 */
export function handOver(
  prisma: PrismaClient,
  invitation: Invitation,
  form: HandOverForm,
  now: Date,
): Promise<boolean> {
  const { workspaceId, id: invitationId } = invitation
  const { assignment: id, colleagueName, colleagueEmail } = form
  return prisma.$transaction(async (tx) => {
    if ((await tx.assignment.count({ where: { workspaceId, invitationId, id } })) === 0) return false
    const content = { colleagueName, colleagueEmail, proposedAt: now, decidedAt: null }
    await tx.handover.upsert({
      where: { workspaceId_id: { workspaceId, id } },
      create: { workspaceId, id, ...content },
      update: content,
    })
    return true
  })
}

/** Takes that back, as long as nobody decided on it. */
export async function takeHandOverBack(prisma: PrismaClient, invitation: Invitation, id: string): Promise<void> {
  const { workspaceId, id: invitationId } = invitation
  await prisma.handover.deleteMany({ where: { workspaceId, id, decidedAt: null, assignment: { invitationId } } })
}
