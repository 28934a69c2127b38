import type { Db } from '#app/db/database.server'
import { makeParticipant } from './make-participant'

interface InformantValues {
  workspaceId: string
  relationship: { id: string; buyerId: string; supplierId: string }
  /** how many people are asked on each side */
  buyer?: number
  supplier?: number
}

/** New participants on both sides of a relationship who are asked about it. */
export async function makeInformants(db: Db, { workspaceId, relationship, buyer = 3, supplier = 3 }: InformantValues) {
  const sides = [
    ...Array.from({ length: buyer }, () => ['buyer', relationship.buyerId] as const),
    ...Array.from({ length: supplier }, () => ['supplier', relationship.supplierId] as const),
  ]
  const informants = []
  for (const [side, organizationId] of sides) {
    const participant = await makeParticipant(db, { workspaceId, organizationId })
    await db.informant.create({ data: { workspaceId, relationshipId: relationship.id, participantId: participant.id } })
    informants.push({ side, participant })
  }
  return informants
}
