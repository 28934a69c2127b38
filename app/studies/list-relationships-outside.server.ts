import type { Db } from '#app/db/database.server'

/** Relationships that a study does not ask about yet: how many, and the first hundred to choose from. */
export async function listRelationshipsOutside(db: Db, workspaceId: string, studyId: string) {
  const where = { workspaceId, studies: { none: { workspaceId, studyId } } }
  const first = await db.relationship.findMany({
    where: { ...where, workspaceId },
    orderBy: { code: 'asc' },
    take: 100,
    select: { id: true, code: true, buyer: { select: { name: true } }, supplier: { select: { name: true } } },
  })
  return {
    count: await db.relationship.count({ where: { ...where, workspaceId } }),
    first: first.map(({ id, code, buyer, supplier }) => ({
      id,
      code,
      buyerName: buyer.name,
      supplierName: supplier.name,
    })),
  }
}
