import type { PrismaClient } from '#app/db/generated/client'
import { KEY_RIGHTS, type KeyRight } from '#app/people/access-key-form'
import { makeAccessKey } from '#app/people/access-keys.server'
import { type MemberValues, makeMember } from './make-member'

interface KeyValues {
  /** all that there are, unless told otherwise */
  rights?: readonly KeyRight[]
  /** it is good for thirty days */
  madeAt?: Date
  revokedAt?: Date
}

/** A key for programs of a member of its own. */
export async function makeKey(prisma: PrismaClient, member: MemberValues, values: KeyValues = {}) {
  const { rights = KEY_RIGHTS, madeAt = new Date(), revokedAt } = values
  const { id: memberId, userId } = await makeMember(prisma, member)
  const { workspaceId } = member
  const actor = { workspaceId, kind: 'member' as const, id: userId, address: '' }
  const form = { name: 'Program', rights: [...rights], days: 30 }
  const { token } = await makeAccessKey(prisma, { workspaceId, memberId, actor }, form, madeAt)
  if (revokedAt) await prisma.accessKey.updateMany({ where: { workspaceId, memberId }, data: { revokedAt } })
  return { token, memberId, userId }
}
