import type { Db } from '#app/db/database.server'
import type { Role } from '#app/people/may'
import { numberNext } from './number-next'

export interface MemberValues {
  workspaceId: string
  role?: Role
  name?: string
  email?: string
  /** managers see everything unless told otherwise */
  seesAll?: boolean
  organizationId?: string
  scope?: { organizationId?: string; relationshipId?: string; category?: string }[]
  /** has signed in already, unless told otherwise */
  joinedAt?: Date | null
  invitedAt?: Date
}

/** A person with an account and a role in the workspace. */
export async function makeMember(db: Db, { workspaceId, role = 'administrator', ...values }: MemberValues) {
  const number = numberNext()
  const { name = `Person ${number}`, email = `person-${number}@thiqa.test` } = values
  const at = new Date('2026-01-01T08:00:00Z')
  const user = await db.user.create({ data: { name, email, emailVerified: false, createdAt: at, updatedAt: at } })
  const { seesAll = values.scope === undefined, organizationId, scope = [], joinedAt = at, invitedAt = at } = values
  const isManager = role === 'manager'
  const member = await db.member.create({
    data: {
      ...{ workspaceId, userId: user.id, role, joinedAt, invitedAt },
      ...(isManager && { seesAll, organizationId: organizationId ?? null }),
    },
  })
  for (const one of scope) await db.memberScope.create({ data: { workspaceId, memberId: member.id, ...one } })
  return { ...member, email, name }
}
