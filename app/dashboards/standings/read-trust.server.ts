import type { TrustOfRelationship } from '#app/dashboards/evidence-against-trust'
import type { Db } from '#app/db/database.server'
import { EVERYTHING, type Within } from '#app/people/find-reach.server'

/** Released trust of the relationships within reach, each as the newest wave of any study published it for everybody. */
export async function readTrust(db: Db, workspaceId: string, within: Within): Promise<TrustOfRelationship[]> {
  const rows = await db.standing.findMany({
    where: { workspaceId, seenBy: 'all', ...(within !== EVERYTHING && { relationship: within.relationships }) },
    select: {
      ...{ relationshipId: true, buyerTrust: true, supplierTrust: true, mutualTrust: true },
      ...{ relationship: { select: { buyerId: true } }, wave: { select: { publishedAt: true } } },
    },
  })
  rows.sort((a, b) => (a.wave.publishedAt?.getTime() ?? 0) - (b.wave.publishedAt?.getTime() ?? 0))
  const newest = new Map(
    rows.map(({ relationship, wave: _, ...row }) => [row.relationshipId, { ...row, ...relationship }]),
  )
  return [...newest.values()]
}
