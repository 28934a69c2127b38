import { findReach } from '#app/people/find-reach.server'
import { findRelationship } from '#app/relationships/relationships.server'
import { runtime } from '#app/runtime.server'
import { type CurrentMember, notFound, requireId, requireMember, requireReach } from './guards.server'

/** Who keeps evidence, and how far they see. */
export async function openEvidence(request: Request) {
  return open(await requireMember(request, 'keep-promises'))
}

/** The same for a single relationship. @throws 404 for one that is not in the member's reach */
export async function openEvidenceOf(request: Request, parameter: string | undefined) {
  const { prisma, member, workspaceId, within } = open(await requireMember(request, 'keep-promises'))
  const relationshipId = requireId(parameter)
  const relationship = await findRelationship(prisma, workspaceId, relationshipId)
  if (!relationship) throw notFound()
  requireReach(member, 'keep-promises', { kind: 'relationship', ...relationship })
  return { prisma, member, within, key: { workspaceId, relationshipId }, relationship }
}

function open(member: CurrentMember) {
  const { workspaceId } = member
  return { prisma: runtime().database.prisma, member, workspaceId, within: findReach(workspaceId, member) }
}
