import type { Db } from '#app/db/database.server'
import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { holdWorkspace } from '#app/db/hold-workspace.server'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import type { JobQueue } from '#app/jobs/queue.server'
import { queueMembershipMail } from '#app/mail/queue-membership-mail.server'
import { brokenConstraint } from '#app/relationships/broken-constraint.server'
import type { AuditActor } from './audit/audit-event'
import { recordEvent } from './audit/record-event.server'
import { INVITATION_DAYS, readScope } from './find-membership.server'
import { type Actor, may } from './may'
import type { MemberForm, NewMemberForm } from './member-form'

/** Who changes something, and where. */
export interface Inviter extends Actor {
  workspaceId: string
  userId: string
  actor: AuditActor
}

interface MemberParts {
  prisma: PrismaClient
  queue: JobQueue
  secret: string
}

export type MemberRefusal =
  | { field: 'email'; reason: 'already-member' }
  | { field: 'role'; reason: 'not-yours' | 'last-owner' | 'gone' }
  | { field: 'isSure'; reason: 'not-sure' }
  | { field: 'organizationId'; reason: 'unknown-thing' }
type Changed = { ok: true; id: string } | ({ ok: false } & MemberRefusal)

const DETAILS = {
  organization: { select: { name: true } },
  scope: {
    select: {
      ...{ organizationId: true, relationshipId: true, category: true },
      organization: { select: { name: true } },
      relationship: { select: { code: true } },
    },
  },
} satisfies Prisma.MemberInclude

type StoredMember = Prisma.MemberGetPayload<{ include: typeof DETAILS }>

/** All members of a workspace by name, with what they see in words. */
export async function listMembers(db: Db, workspaceId: string, now: Date) {
  const stored = await db.member.findMany({ where: { workspaceId }, include: DETAILS })
  const users = await db.user.findMany({ where: { id: { in: stored.map(({ userId }) => userId) } } })
  const userOf = new Map(users.map((user) => [user.id, user]))
  return stored
    .map((member) => describeMember(member, userOf.get(member.userId), now))
    .sort((one, other) => one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1))
}

/** @returns undefined where the workspace has no such member */
export async function findMember(db: Db, workspaceId: string, id: string, now: Date) {
  const stored = await db.member.findUnique({ where: { workspaceId_id: { workspaceId, id } }, include: DETAILS })
  if (!stored) return undefined
  const user = await db.user.findUnique({ where: { id: stored.userId } })
  return { ...describeMember(stored, user ?? undefined, now), ...readScope(stored.scope) }
}

function describeMember(
  member: StoredMember,
  user: { name: string; email: string; twoFactorEnabled: boolean | null } | undefined,
  now: Date,
) {
  const { id, userId, role, seesAll, organizationId, joinedAt, invitedAt } = member
  const waitedDays = (now.getTime() - invitedAt.getTime()) / (24 * 60 * 60 * 1000)
  const state = joinedAt ? 'joined' : waitedDays < INVITATION_DAYS ? 'invited' : 'lapsed'
  return {
    ...{
      id,
      userId,
      role,
      seesAll,
      organizationId,
      joinedAt,
      invitedAt,
      state: state as 'joined' | 'invited' | 'lapsed',
    },
    hasSecondFactor: user?.twoFactorEnabled === true,
    name: user?.name ?? '',
    email: user?.email ?? '',
    organizationName: member.organization?.name ?? null,
    /** names of firms, categories, and codes of relationships */
    scopeNames: member.scope.flatMap((one) => one.organization?.name ?? one.relationship?.code ?? one.category ?? []),
  }
}

/** What a scope can name: firms, categories and relationships of the workspace. */
export async function listScopeChoices(db: Db, workspaceId: string) {
  const organizations = await db.organization.findMany({
    where: { workspaceId },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, code: true },
  })
  const relationships = await db.relationship.findMany({
    where: { workspaceId },
    orderBy: { code: 'asc' },
    select: {
      ...{ id: true, code: true, category: true },
      buyer: { select: { name: true } },
      supplier: { select: { name: true } },
    },
  })
  return {
    organizations,
    relationships: relationships.map(({ id, code, buyer, supplier }) => ({
      ...{ id, code, name: `${buyer.name} – ${supplier.name}` },
    })),
    categories: [...new Set(relationships.map(({ category }) => category))].filter(Boolean).sort(),
  }
}

/** Makes somebody a member who has yet to sign in, and queues the mail that tells them. */
export async function inviteMember(parts: MemberParts, by: Inviter, form: NewMemberForm, now: Date): Promise<Changed> {
  const { workspaceId } = by
  try {
    return await parts.prisma.$transaction(async (tx) => {
      const refusal = refuseRole(await holdMembers(tx, by), form, [form.role])
      if (refusal) return refusal
      const known = await tx.user.findUnique({ where: { email: form.email } })
      const user =
        known ??
        (await tx.user.create({
          data: { name: form.name, email: form.email, emailVerified: false, createdAt: now, updatedAt: now },
        }))
      if ((await tx.member.count({ where: { workspaceId, userId: user.id } })) > 0)
        return { ok: false, field: 'email', reason: 'already-member' }
      const member = await tx.member.create({
        data: { workspaceId, userId: user.id, ...rightsOf(form), invitedBy: by.userId, invitedAt: now },
      })
      await tx.memberScope.createMany({ data: scopeRows(form, workspaceId, member.id) })
      await queueMembershipMail(tx, parts, { workspaceId, memberId: member.id })
      await recordMember(tx, by, 'member-invited', member.id, { role: form.role })
      return { ok: true, id: member.id }
    })
  } catch (error) {
    return refuseBroken(error)
  }
}

/** Sends the invitation once more; it can then be accepted for another two weeks. */
export async function inviteAgain(parts: MemberParts, by: Inviter, id: string, now: Date): Promise<{ ok: boolean }> {
  const { workspaceId } = by
  return parts.prisma.$transaction(async (tx) => {
    const own = await holdMembers(tx, by)
    const member = await tx.member.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
    if (!member || member.joinedAt || !may(own, 'manage-members', { kind: 'member', role: member.role }))
      return { ok: false }
    await tx.member.update({ where: { workspaceId_id: { workspaceId, id } }, data: { invitedAt: now } })
    await queueMembershipMail(tx, parts, { workspaceId, memberId: id })
    await recordMember(tx, by, 'member-invited-again', id)
    return { ok: true }
  })
}

export async function changeMember(prisma: PrismaClient, by: Inviter, id: string, form: MemberForm): Promise<Changed> {
  const { workspaceId } = by
  try {
    return await prisma.$transaction(async (tx) => {
      const own = await holdMembers(tx, by)
      const member = await tx.member.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
      if (!member) return { ok: false, field: 'role', reason: 'gone' }
      const refusal = refuseRole(own, form, [member.role, form.role])
      if (refusal) return refusal
      if (form.role !== 'owner' && (await isLastOwner(tx, workspaceId, member)))
        return { ok: false, field: 'role', reason: 'last-owner' }
      await tx.member.update({ where: { workspaceId_id: { workspaceId, id } }, data: rightsOf(form) })
      await tx.memberScope.deleteMany({ where: { workspaceId, memberId: id } })
      await tx.memberScope.createMany({ data: scopeRows(form, workspaceId, id) })
      await recordMember(tx, by, 'member-changed', id, { was: member.role, role: form.role })
      return { ok: true, id }
    })
  } catch (error) {
    return refuseBroken(error)
  }
}

/** Takes somebody out of the workspace; where it was their only one, their sessions end at once. */
export async function removeMember(
  prisma: PrismaClient,
  by: Inviter,
  id: string,
): Promise<{ ok: true; userId: string } | { ok: false; reason: 'not-yours' | 'last-owner' | 'gone' }> {
  const { workspaceId } = by
  return prisma.$transaction(async (tx) => {
    const own = await holdMembers(tx, by)
    const member = await tx.member.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
    if (!member) return { ok: false, reason: 'gone' }
    if (!may(own, 'manage-members', { kind: 'member', role: member.role })) return { ok: false, reason: 'not-yours' }
    if (await isLastOwner(tx, workspaceId, member)) return { ok: false, reason: 'last-owner' }
    await tx.member.delete({ where: { workspaceId_id: { workspaceId, id } } })
    // over all workspaces: a person who belongs to another one stays signed in there
    if ((await acrossWorkspaces(() => tx.member.count({ where: { userId: member.userId } }))) === 0)
      await tx.session.deleteMany({ where: { userId: member.userId } })
    // by the account: the membership is gone, and the log could not name it any more
    const gone = { objectKind: 'user', objectId: member.userId, details: { was: member.role } } as const
    await recordEvent(tx, by.actor, { action: 'member-removed', ...gone })
    return { ok: true, userId: member.userId }
  })
}

function recordMember(
  tx: Db,
  by: Inviter,
  action: 'member-invited' | 'member-invited-again' | 'member-changed',
  objectId: string,
  details: { was?: string; role?: string } = {},
): Promise<void> {
  return recordEvent(tx, by.actor, { action, objectKind: 'member', objectId, details })
}

/** Ownership changes hands only on purpose, and only by an owner. */
function refuseRole(by: Actor, { isSure }: MemberForm, roles: string[]): (Changed & { ok: false }) | undefined {
  if (roles.some((role) => !may(by, 'manage-members', { kind: 'member', role })))
    return { ok: false, field: 'role', reason: 'not-yours' }
  const changesOwnership = roles.includes('owner') && roles.some((role) => role !== 'owner' || roles.length === 1)
  return changesOwnership && isSure !== 'on' ? { ok: false, field: 'isSure', reason: 'not-sure' } : undefined
}

/**
 * One change of members at a time: holds the workspace until the transaction ends, and reads what role the one who changes
 * has now. It may have been taken from them since their request came in.
 */
export async function holdMembers(tx: Prisma.TransactionClient, by: Inviter): Promise<Actor> {
  const { workspaceId, userId } = by
  await holdWorkspace(tx, workspaceId)
  const own = await tx.member.findFirst({ where: { workspaceId, userId }, select: { role: true } })
  return { ...(by.only && { only: by.only }), role: own?.role ?? '' }
}

/** The workspace is held while this looks, as by the trigger that keeps the rule: two who leave at once wait for each other. */
async function isLastOwner(
  tx: Prisma.TransactionClient,
  workspaceId: string,
  member: { id: string; role: string; joinedAt: Date | null },
): Promise<boolean> {
  if (member.role !== 'owner' || !member.joinedAt) return false
  const others = await tx.member.count({
    where: { workspaceId, role: 'owner', joinedAt: { not: null }, id: { not: member.id } },
  })
  return others === 0
}

/** Only managers have a firm and a scope. */
function rightsOf({ role, seesAll, organizationId }: MemberForm) {
  const isManager = role === 'manager'
  return { role, seesAll: isManager && seesAll === 'all', organizationId: isManager ? organizationId : null }
}

function scopeRows(form: MemberForm, workspaceId: string, memberId: string) {
  if (form.role !== 'manager' || form.seesAll === 'all') return []
  const row = { workspaceId, memberId }
  return [
    ...[...new Set(form.organizations)].map((organizationId) => ({ ...row, organizationId })),
    ...[...new Set(form.relationships)].map((relationshipId) => ({ ...row, relationshipId })),
    ...[...new Set(form.categories)].map((category) => ({ ...row, category })),
  ]
}

function refuseBroken(error: unknown): Changed {
  const broken = brokenConstraint(error)
  if (broken === 'unique') return { ok: false, field: 'email', reason: 'already-member' }
  if (broken === 'foreign-key') return { ok: false, field: 'organizationId', reason: 'unknown-thing' }
  throw error
}
