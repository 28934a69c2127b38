import type { Db } from '#app/db/database.server'
import { holdWorkspace } from '#app/db/hold-workspace.server'
import { findFirmWithin } from '#app/evidence/registers/entries.server'
import { findRegister } from '#app/evidence/registers/registers'
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

/** The register that an address names, within reach. @throws 404 for one that there is not */
export async function openRegister(request: Request, parameter: string | undefined) {
  const opened = open(await requireMember(request, 'keep-promises'))
  const register = findRegister(parameter)
  if (!register) throw notFound()
  return { ...opened, register }
}

/** What a register holds about one relationship or firm. @throws 404 for what is not in the member's reach */
export async function openEntriesOf(
  request: Request,
  { register: name, subjectId: parameter }: Record<string, string | undefined>,
) {
  const register = findRegister(name)
  if (register?.subject === 'organization') {
    const { prisma, member, workspaceId, within } = open(await requireMember(request, 'keep-promises'))
    const subjectId = requireId(parameter)
    const firm = await findFirmWithin(prisma, workspaceId, within, subjectId)
    if (!firm) throw notFound()
    const names = { buyer: firm.name, supplier: '' }
    return {
      prisma,
      member,
      within,
      key: { workspaceId, register, subjectId },
      code: firm.code,
      names,
    }
  }
  const { prisma, member, within, key, relationship } = await openEvidenceOf(request, parameter)
  if (!register) throw notFound()
  const { workspaceId, relationshipId } = key
  const { buyerName, supplierName, code } = relationship
  return {
    ...{ prisma, member, within, key: { workspaceId, register, subjectId: relationshipId } },
    ...{ code, names: { buyer: buyerName, supplier: supplierName } },
  }
}

/** What an import of evidence does beside the file itself: one at a time, and all signals are looked at again. */
export function importOfEvidence(workspaceId: string) {
  const { database, queue } = runtime()
  return {
    // two files at once would both find that an entry is new
    begin: (tx: Db) => holdWorkspace(tx, workspaceId),
    afterwards: () => queue.enqueue(database.prisma, 'refresh-signals', { workspaceId }),
  }
}

function open(member: CurrentMember) {
  const { workspaceId } = member
  return { prisma: runtime().database.prisma, member, workspaceId, within: findReach(workspaceId, member) }
}
