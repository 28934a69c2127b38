import type { PrismaClient } from '#app/db/generated/client'
import { makeMailsToken } from '#app/digests/member-mails-token.server'
import { paths } from '#app/http/paths'
import { readScope } from '#app/people/find-membership.server'
import type { Actor } from '#app/people/may'
import type { MailSettings } from './address-mail'

/** A member as a mail to them needs it, read when it leaves; undefined where they are none any more. */
export async function findMailedMember(
  { prisma, secret, publicUrl }: Pick<MailSettings, 'secret' | 'publicUrl'> & { prisma: PrismaClient },
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
) {
  const member = await prisma.member.findUnique({
    where: { workspaceId_id: { workspaceId, id: memberId } },
    include: { workspace: true, scope: true },
  })
  const user = member && (await prisma.user.findUnique({ where: { id: member.userId } }))
  if (!user) return undefined
  const { role, seesAll, organizationId, scope, workspace } = member
  const actor: Actor = { role, reach: { seesAll, firmId: organizationId, ...readScope(scope) } }
  return {
    member,
    actor,
    email: user.email,
    personName: user.name,
    workspaceName: workspace.name,
    language: member.mailLanguage || workspace.language,
    timeZone: member.timeZone || workspace.timeZone,
    /** of the page where they choose which mails come, which also takes the one click of mail programs */
    choiceLink: `${publicUrl}${paths.memberMails(workspaceId, makeMailsToken(secret, workspaceId, memberId))}`,
  }
}
