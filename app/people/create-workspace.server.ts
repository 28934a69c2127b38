import type { PrismaClient } from '#app/db/generated/client'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import { recordEvent } from './audit/record-event.server'
import type { SetUpForm } from './set-up-form'

/** Creates the workspace and its owner; refused once there is one (also when two people try at the same moment). */
export function createWorkspace(
  prisma: PrismaClient,
  form: SetUpForm,
  now: Date,
): Promise<{ ok: true; email: string } | { ok: false; reason: 'already-set-up' }> {
  // over all workspaces: there must be none yet
  return acrossWorkspaces(() =>
    prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('thiqa set-up'))`
      if ((await tx.workspace.count()) > 0) return { ok: false, reason: 'already-set-up' }
      const { workspaceName, language, timeZone, currency } = form
      const workspace = await tx.workspace.create({ data: { name: workspaceName, language, timeZone, currency } })
      const user = await tx.user.create({
        data: { name: form.name, email: form.email, emailVerified: false, createdAt: now, updatedAt: now },
      })
      await tx.member.create({ data: { workspaceId: workspace.id, userId: user.id, role: 'owner', joinedAt: now } })
      const owner = { workspaceId: workspace.id, kind: 'member', id: user.id, address: '' } as const
      await recordEvent(tx, owner, { action: 'workspace-created', objectKind: 'workspace', objectId: workspace.id })
      return { ok: true, email: user.email }
    }),
  )
}
