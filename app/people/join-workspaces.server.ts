import type { PrismaClient } from '#app/db/generated/client'
import { acrossWorkspaces, inWorkspace } from '#app/db/wall/view.server'
import { recordEvent } from './audit/record-event.server'
import { INVITATION_DAYS } from './find-membership.server'

interface Joining {
  userId: string
  /** of the network that they signed in from */
  address: string
}

/** Accepts the invitations of somebody who has signed in, with every step that is asked of them. */
export async function joinWorkspaces(prisma: PrismaClient, { userId, address }: Joining, now: Date): Promise<void> {
  const invitedSince = new Date(now.getTime() - INVITATION_DAYS * 24 * 60 * 60 * 1000)
  const isWaiting = { joinedAt: null, invitedAt: { gt: invitedSince } }
  // over all workspaces: whoever signs in accepts every invitation that is waiting for this address
  const waiting = await acrossWorkspaces(() => prisma.member.findMany({ where: { userId, ...isWaiting } }))
  for (const { workspaceId, id } of waiting)
    await inWorkspace(workspaceId, () =>
      prisma.$transaction(async (tx) => {
        const joined = await tx.member.updateMany({ where: { workspaceId, id, ...isWaiting }, data: { joinedAt: now } })
        if (joined.count === 0) return
        const actor = { workspaceId, kind: 'member', id: userId, address } as const
        await recordEvent(tx, actor, { action: 'member-joined', objectKind: 'member', objectId: id })
      }),
    )
}
