import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import { paths } from '#app/http/paths'
import type { JobQueue } from '#app/jobs/queue.server'
import { queueNotice, recordNotice } from '#app/mail/queue-notice.server'
import { recordEvent, systemActor } from './audit/record-event.server'
import { may } from './may'
import { holdMembers, type Inviter } from './members.server'

interface ResetParts {
  prisma: PrismaClient
  secret: string
  publicUrl: string
}

type ResetRefusal = 'not-yours' | 'gone' | 'yourself' | 'elsewhere' | 'no-second-factor'

/**
 * An owner takes off the second factor of a member who has lost it with all recovery codes. Only of an account that works
 * with this workspace alone: the owner of one must not weaken the way into another.
 */
export function resetMembersSecondFactor(
  { prisma, secret, publicUrl, queue }: ResetParts & { queue: JobQueue },
  by: Inviter,
  memberId: string,
): Promise<{ ok: true } | { ok: false; reason: ResetRefusal }> {
  const { workspaceId } = by
  return prisma.$transaction(async (tx) => {
    const own = await holdMembers(tx, by)
    if (!may(own, 'manage-members', { kind: 'member', role: 'owner' })) return { ok: false, reason: 'not-yours' }
    const member = await tx.member.findUnique({
      where: { workspaceId_id: { workspaceId, id: memberId } },
      include: { workspace: { select: { language: true } } },
    })
    if (!member) return { ok: false, reason: 'gone' }
    const { userId } = member
    if (userId === by.userId) return { ok: false, reason: 'yourself' }
    // over all workspaces: an account belongs to no single one
    const memberships = await acrossWorkspaces(() => tx.member.count({ where: { userId } }))
    if (memberships > 1) return { ok: false, reason: 'elsewhere' }
    const email = await takeOff(tx, userId)
    if (email === undefined) return { ok: false, reason: 'no-second-factor' }
    const mail = noticeFor(email, member.workspace.language, publicUrl)
    await queueNotice(tx, { queue, secret }, workspaceId, mail)
    await recordEvent(tx, by.actor, { action: 'two-factor-reset', objectKind: 'member', objectId: memberId })
    return { ok: true }
  })
}

/**
 * The same by whoever runs the server, for accounts that no owner can help: the only owner's, and those of several workspaces.
 * Every workspace's log tells it.
 * @returns `unknown` for an address without a member's account
 */
export function resetSecondFactorOf(
  { prisma, secret, publicUrl }: ResetParts,
  email: string,
): Promise<{ ok: true; workspaces: number } | { ok: false; reason: 'unknown' | 'no-second-factor' }> {
  // over all workspaces: the command is about the account
  return acrossWorkspaces(() =>
    prisma.$transaction(async (tx) => {
      const user = await tx.user.findUnique({ where: { email } })
      const members = user
        ? await tx.member.findMany({
            where: { userId: user.id },
            include: { workspace: true },
            orderBy: { createdAt: 'asc' },
          })
        : []
      const [first] = members
      if (!user || !first) return { ok: false, reason: 'unknown' }
      if ((await takeOff(tx, user.id)) === undefined) return { ok: false, reason: 'no-second-factor' }
      await recordNotice(tx, secret, first.workspaceId, noticeFor(email, first.workspace.language, publicUrl))
      for (const { workspaceId, id } of members)
        await recordEvent(tx, systemActor(workspaceId), {
          action: 'two-factor-reset',
          objectKind: 'member',
          objectId: id,
        })
      return { ok: true, workspaces: members.length }
    }),
  )
}

/** Sessions end too, and sign-ins that wait for a code. @returns the address of the account; undefined where there was nothing */
async function takeOff(tx: Prisma.TransactionClient, userId: string): Promise<string | undefined> {
  const user = await tx.user.findUnique({ where: { id: userId } })
  if (!user?.twoFactorEnabled) return undefined
  await tx.twoFactor.deleteMany({ where: { userId } })
  await tx.user.update({ where: { id: userId }, data: { twoFactorEnabled: false } })
  await tx.session.deleteMany({ where: { userId } })
  await tx.verification.deleteMany({ where: { value: userId, identifier: { startsWith: '2fa-' } } })
  return user.email
}

function noticeFor(email: string, language: string, publicUrl: string) {
  return { about: 'second-factor-reset' as const, email, language, link: `${publicUrl}${paths.signIn}` }
}
