import type { Db } from '#app/db/database.server'
import { inBatches } from '#app/db/in-batches'

/** What can be said of a relationship, beside its code. */
export interface RelationshipContent {
  buyerId: string
  supplierId: string
  category: string
  /** a decimal number as text */
  annualSpend: string | null
  currency: string | null
  startedOn: Date | null
  renewalOn: Date | null
  buyerOwnerId: string | null
  supplierOwnerId: string | null
  /** ids of participants */
  informants: string[]
}

export interface StoredRelationship {
  id: string
  /** a study names it, or people were asked about it: then its firms are fixed */
  isInStudy: boolean
  content: RelationshipContent
}

/** Stored relationships by code, of those that are named. */
export async function readStoredRelationships(db: Db, workspaceId: string, codes: string[]) {
  const found = new Map<string, StoredRelationship>()
  for (const batch of inBatches([...new Set(codes)], 2000)) {
    const rows = await db.relationship.findMany({
      where: { workspaceId, code: { in: batch } },
      include: {
        informants: { select: { participantId: true } },
        _count: { select: { assignments: true, studies: true } },
      },
    })
    for (const { id, code, createdAt: _, workspaceId: __, annualSpend, informants, _count, ...row } of rows)
      found.set(code, {
        id,
        isInStudy: _count.assignments + _count.studies > 0,
        content: {
          ...row,
          annualSpend: annualSpend?.toString() ?? null,
          informants: informants.map((informant) => informant.participantId),
        },
      })
  }
  return found
}
