import type { PrismaClient } from '#app/db/generated/client'
import { acrossWorkspaces, inWorkspace } from '#app/db/wall/view.server'
import type { JobQueue } from '#app/jobs/queue.server'
import { seal } from '#app/mail/seal.server'
import { digestOf, digestPeriod } from './digest-period'

export interface DigestMail {
  memberId: string
  digestId: string
}

interface Parts {
  prisma: PrismaClient
  queue: JobQueue
  secret: string
}

/** A wave carries the moment at which its publication began, which takes at most so long: what is newer is told next time. */
const SETTLED_MILLISECONDS = 6 * 3_600_000
/** After a long time without a digest no longer story is told. */
const LONGEST_STORY_MILLISECONDS = 62 * 86_400_000
const AT_ONCE = 500

/** Records the digests that are due, over all workspaces. @returns how many mails were recorded */
export async function queueDigests(parts: Parts, now: Date): Promise<number> {
  const due = await acrossWorkspaces(
    () => parts.prisma.$queryRaw<{ workspaceId: string; memberId: string }[]>`
    SELECT workspace_id AS "workspaceId", id AS "memberId" FROM member
    WHERE joined_at IS NOT NULL AND digest <> 'off' AND (next_digest_at IS NULL OR next_digest_at <= ${now})
    LIMIT ${AT_ONCE}`,
  )
  let queued = 0
  for (const key of due) if (await inWorkspace(key.workspaceId, () => queueDigest(parts, key, now))) queued++
  return queued
}

/**
 * Records a member's digest, in one transaction that holds the member: the period's row, which is there once, and the mail.
 * Whether there is something to say is found out when the mail leaves. Who has no moment yet gets the next one.
 */
function queueDigest(
  { prisma, queue, secret }: Parts,
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
  now: Date,
): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM member WHERE workspace_id = ${workspaceId}::uuid AND id = ${memberId}::uuid FOR UPDATE`
    const member = await tx.member.findUnique({
      where: { workspaceId_id: { workspaceId, id: memberId } },
      include: { workspace: { select: { timeZone: true } } },
    })
    if (!member?.joinedAt || (member.nextDigestAt && member.nextDigestAt > now)) return false
    const digest = digestOf(member)
    const period = digestPeriod(
      digest === 'off' ? 'monthly' : digest,
      member.timeZone || member.workspace.timeZone,
      now,
    )
    await tx.member.update({
      where: { workspaceId_id: { workspaceId, id: memberId } },
      data: { nextDigestAt: period.next },
    })
    if (!member.nextDigestAt || digest === 'off') return false
    const last = await tx.memberDigest.findFirst({ where: { workspaceId, memberId }, orderBy: { untilAt: 'desc' } })
    const untilAt = new Date(now.getTime() - SETTLED_MILLISECONDS)
    const begin = last?.untilAt ?? new Date(period.before.getTime() - SETTLED_MILLISECONDS)
    const fromAt = new Date(
      Math.min(
        untilAt.getTime(),
        Math.max(begin.getTime(), member.joinedAt.getTime(), now.getTime() - LONGEST_STORY_MILLISECONDS),
      ),
    )
    const [made] = await tx.memberDigest.createManyAndReturn({
      data: [{ workspaceId, memberId, period: period.name, fromAt, untilAt }],
      skipDuplicates: true,
    })
    if (!made) return false
    const mail: DigestMail = { memberId, digestId: made.id }
    await tx.outboxMessage.create({ data: { workspaceId, kind: 'digest', sealed: seal(secret, mail) } })
    await queue.enqueue(tx, 'deliver-mail', { workspaceId })
    return true
  })
}
