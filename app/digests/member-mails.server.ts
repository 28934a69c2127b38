import type { Db } from '#app/db/database.server'
import type { PrismaClient } from '#app/db/generated/client'
import type { AuditActor } from '#app/people/audit/audit-event'
import { recordEvent } from '#app/people/audit/record-event.server'
import { digestOf } from './digest-period'
import type { MemberMailsForm } from './member-mails-form'

interface MemberKey {
  workspaceId: string
  memberId: string
}

/** What a member has chosen; undefined where there is no such member (any more). */
export async function readMemberMails(db: Db, { workspaceId, memberId }: MemberKey) {
  const member = await db.member.findUnique({
    where: { workspaceId_id: { workspaceId, id: memberId } },
    include: { workspace: { select: { name: true, language: true, timeZone: true } } },
  })
  if (!member) return undefined
  const { role, userId, mailLanguage, timeZone, wantsResultsMails, workspace } = member
  return { userId, role, mailLanguage, timeZone, wantsResultsMails, digest: digestOf(member), workspace }
}

/** Remembers what a member wants. The next digest comes when the next period begins. */
export function saveMemberMails(
  prisma: PrismaClient,
  { workspaceId, memberId }: MemberKey,
  actor: AuditActor,
  form: Partial<MemberMailsForm>,
): Promise<void> {
  return prisma.$transaction(async (tx) => {
    const saved = await tx.member.updateMany({
      where: { workspaceId, id: memberId },
      data: { ...form, nextDigestAt: null },
    })
    if (saved.count > 0)
      await recordEvent(tx, actor, { action: 'mails-chosen', objectKind: 'member', objectId: memberId })
  })
}
