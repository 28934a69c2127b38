import type { Db } from '#app/db/database.server'

interface Owners {
  id: string
  buyerOwnerId: string | null
  supplierOwnerId: string | null
}

/**
 * Writes down that somebody else answers for a side of relationships from today on, or nobody: the side and the day, not who.
 * Called before they are changed; what stays as it is leaves no trace.
 */
export async function recordOwnerChanges(tx: Db, workspaceId: string, owners: readonly Owners[]): Promise<void> {
  if (owners.length === 0) return
  const rows = JSON.stringify(
    owners.map(({ id, buyerOwnerId, supplierOwnerId }) => ({ id, buyerOwnerId, supplierOwnerId })),
  )
  await tx.$executeRaw`INSERT INTO evidence_entry (workspace_id, id, register, relationship_id, side, kind, began_on)
    SELECT r.workspace_id, gen_random_uuid(), 'owners', r.id, o.side,
      CASE WHEN o.was IS NULL THEN 'named' WHEN o.will IS NULL THEN 'left' ELSE 'handed-over' END, CURRENT_DATE
    FROM relationship r
    JOIN jsonb_to_recordset(${rows}::text::jsonb) AS n(id uuid, "buyerOwnerId" uuid, "supplierOwnerId" uuid) ON n.id = r.id
    CROSS JOIN LATERAL (VALUES ('buyer', r.buyer_owner_id, n."buyerOwnerId"),
      ('supplier', r.supplier_owner_id, n."supplierOwnerId")) AS o(side, was, will)
    WHERE r.workspace_id = ${workspaceId}::uuid AND o.was IS DISTINCT FROM o.will`
}
