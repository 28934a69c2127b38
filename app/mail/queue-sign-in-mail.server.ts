import type { PrismaClient } from '#app/db/generated/client'
import { inWorkspace } from '#app/db/wall/view.server'
import { paths } from '#app/http/paths'
import type { JobQueue } from '#app/jobs/queue.server'
import { findMembership } from '#app/people/find-membership.server'
import { findAsked } from '#app/responses/own-surveys.server'
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

/** Records the mail with a sign-in link; its address and link wait encrypted. Whom no workspace knows, as a member or as somebody who is or was asked, gets none. */
export async function queueSignInMail(parts: SignInMailParts, email: string, token: string): Promise<void> {
  const { prisma, queue, secret, publicUrl } = parts
  const user = await prisma.user.findUnique({ where: { email } })
  const member = user && (await findMembership(prisma, user.id, new Date()))
  const asked = member ? undefined : await findAsked(prisma, email)
  const workspaceId = member?.workspaceId ?? asked?.workspaceId
  if (!workspaceId) return
  // the link is for an account: whoever is or was asked gets one when they want to sign in, not before
  if (!user && asked) {
    const now = new Date()
    const account = { name: asked.name, email, emailVerified: false, createdAt: now, updatedAt: now }
    await prisma.user.upsert({ where: { email }, create: account, update: {} })
  }
  const mail: SignInMail = { email, link: `${publicUrl}${paths.signInConfirm}?token=${encodeURIComponent(token)}` }
  await inWorkspace(workspaceId, () =>
    prisma.$transaction(async (tx) => {
      await tx.outboxMessage.create({ data: { workspaceId, kind: 'sign-in', sealed: seal(secret, mail) } })
      await queue.enqueue(tx, 'deliver-mail', { workspaceId })
    }),
  )
}
