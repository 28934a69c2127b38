import type { PrismaClient } from '#app/db/generated/client'
import { makeOrganization } from './make-organization'
import { makeParticipant } from './make-participant'
import { makeRelationship } from './make-relationship'
import { makeStudy } from './make-study'
import { makeWorkspace } from './make-workspace'

interface AskingStudyValues {
  relationships?: number
  audience?: 'shared' | 'pooled' | 'attributed'
}

/** A study that can open waves: one buyer with a purchaser who speaks about all suppliers, and a seller for each. */
export async function makeAskingStudy(prisma: PrismaClient, values: AskingStudyValues = {}) {
  const { relationships: count = 2, audience = 'attributed' } = values
  const workspaceId = (await makeWorkspace(prisma)).id
  const buyer = await makeOrganization(prisma, { workspaceId })
  const purchaser = await makeParticipant(prisma, { workspaceId, organizationId: buyer.id })
  const relationships = []
  const sellers = []
  for (let number = 0; number < count; number++) {
    const supplier = await makeOrganization(prisma, { workspaceId })
    const seller = await makeParticipant(prisma, { workspaceId, organizationId: supplier.id })
    const relationship = await makeRelationship(prisma, { workspaceId, buyerId: buyer.id, supplierId: supplier.id })
    for (const { id } of [purchaser, seller])
      await prisma.informant.create({ data: { workspaceId, relationshipId: relationship.id, participantId: id } })
    relationships.push(relationship)
    sellers.push(seller)
  }
  const relationshipIds = relationships.map(({ id }) => id)
  const study = await makeStudy(prisma, { workspaceId, audience, relationshipIds })
  return { workspaceId, studyId: study.id, buyer, purchaser, sellers, relationships }
}
