import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import { recordEvent } from './audit/record-event.server'
import type { SetUpForm } from './set-up-form'

type CreatedWorkspace<Reason> = { ok: true; email: string } | { ok: false; reason: Reason }

/** Creates the workspace and its owner; refused once there is one (also when two people try at the same moment). */
export function createWorkspace(
  prisma: PrismaClient,
  form: SetUpForm,
  now: Date,
): Promise<CreatedWorkspace<'already-set-up'>> {
  return create(prisma, form, now, async (tx) => ((await tx.workspace.count()) > 0 ? 'already-set-up' : undefined))
}

/**
 * Creates a further workspace beside those of the installation. Its owner must be new here: a person with an account acts in the
 * workspace that they joined first.
 */
export function addWorkspace(
  prisma: PrismaClient,
  form: SetUpForm,
  now: Date,
): Promise<CreatedWorkspace<'none-yet' | 'address-taken'>> {
  return create(prisma, form, now, async (tx) => {
    // the first one is made by whoever holds the key that the server prints, and signs in at once
    if ((await tx.workspace.count()) === 0) return 'none-yet'
    return (await tx.user.findUnique({ where: { email: form.email } })) ? 'address-taken' : undefined
  })
}

function create<Reason extends string>(
  prisma: PrismaClient,
  form: SetUpForm,
  now: Date,
  findProblem: (tx: Prisma.TransactionClient) => Promise<Reason | undefined>,
): Promise<CreatedWorkspace<Reason>> {
  // over all workspaces: how many there are, and whose addresses are known
  return acrossWorkspaces(() =>
    prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('thiqa set-up'))`
      const reason = await findProblem(tx)
      if (reason) return { ok: false, reason }
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
