import type { Db } from '#app/db/database.server'
import type { Role } from '#app/people/may'
import { numberNext } from './number-next'

interface MemberValues {
  workspaceId: string
  role?: Role
  name?: string
  email?: string
}

/** A person with an account and a role in the workspace. */
export async function makeMember(db: Db, { workspaceId, role = 'administrator', ...values }: MemberValues) {
  const number = numberNext()
  const { name = `Person ${number}`, email = `person-${number}@thiqa.test` } = values
  const at = new Date('2026-01-01T08:00:00Z')
  const user = await db.user.create({ data: { name, email, emailVerified: false, createdAt: at, updatedAt: at } })
  const member = await db.member.create({ data: { workspaceId, userId: user.id, role } })
  return { ...member, email, name }
}
