import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'
import { makeOrganization } from './make-organization'
import { numberNext } from './number-next'

type RelationshipValues = Partial<Prisma.RelationshipUncheckedCreateInput> & { workspaceId: string }

/** A relationship between two new organizations, unless it is told between which. */
export async function makeRelationship(db: Db, values: RelationshipValues) {
  const { workspaceId } = values
  const buyerId = values.buyerId ?? (await makeOrganization(db, { workspaceId })).id
  const supplierId = values.supplierId ?? (await makeOrganization(db, { workspaceId })).id
  return db.relationship.create({ data: { code: `R${numberNext()}`, ...values, buyerId, supplierId } })
}
