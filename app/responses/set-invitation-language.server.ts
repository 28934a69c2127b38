import type { PrismaClient } from '#app/db/generated/client'

/** From now on this person's pages and mails of the wave come in another language. */
export async function setInvitationLanguage(
  prisma: PrismaClient,
  invitation: { workspaceId: string; id: string },
  language: string,
): Promise<void> {
  const { workspaceId, id } = invitation
  await prisma.invitation.updateMany({ where: { workspaceId, id }, data: { language } })
}
