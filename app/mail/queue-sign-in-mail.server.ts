import type { PrismaClient } from '#app/db/generated/client'
import { paths } from '#app/http/paths'
import type { JobQueue } from '#app/jobs/queue.server'
import { findMembership } from '#app/people/find-membership.server'
import { seal } from './seal.server'

interface SignInMailParts {
  prisma: PrismaClient
  queue: JobQueue
  secret: string
  publicUrl: string
}

export interface SignInMail {
  email: string
  link: string
}

/** Records the mail with a sign-in link; its address and link wait encrypted. Who is no member anywhere gets none. */
export async function queueSignInMail(parts: SignInMailParts, email: string, token: string): Promise<void> {
  const { prisma, queue, secret, publicUrl } = parts
  const user = await prisma.user.findUnique({ where: { email } })
  const member = user && (await findMembership(prisma, user.id, new Date()))
  if (!member) return
  const { workspaceId } = member
  const mail: SignInMail = { email, link: `${publicUrl}${paths.signInConfirm}?token=${encodeURIComponent(token)}` }
  await prisma.$transaction(async (tx) => {
    await tx.outboxMessage.create({ data: { workspaceId, kind: 'sign-in', sealed: seal(secret, mail) } })
    await queue.enqueue(tx, 'deliver-mail', { workspaceId })
  })
}
