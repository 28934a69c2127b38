import type { Db } from '#app/db/database.server'
import { inBatches } from '#app/db/in-batches'
import type { LineState } from './plan-import.server'
import { recordOwnerChanges } from './record-owner-changes.server'
import type { RelationshipContent } from './stored-relationships.server'

interface PlannedRelationship {
  state: LineState
  /** the code */
  key: string
  /** of a relationship that is stored */
  id: string | undefined
  content: RelationshipContent
}

/** Writes new and changed relationships with the people who are asked, a few statements for thousands. */
export async function writeRelationships(tx: Db, workspaceId: string, planned: PlannedRelationship[]): Promise<void> {
  const idOf = new Map<string, string>()
  const created = planned.filter(({ state }) => state === 'new')
  for (const batch of inBatches(created, 1000)) {
    const rows = await tx.relationship.createManyAndReturn({
      data: batch.map(({ key, content: { informants: _, ...data } }) => ({ workspaceId, code: key, ...data })),
      select: { id: true, code: true },
    })
    for (const { id, code } of rows) idOf.set(code, id)
  }
  const changed = planned.filter(({ state }) => state === 'changed')
  for (const batch of inBatches(changed, 5000)) {
    for (const { key, id } of batch) if (id) idOf.set(key, id)
    await recordOwnerChanges(
      tx,
      workspaceId,
      batch.flatMap(({ id, content }) => (id ? [{ ...content, id }] : [])),
    )
    await updateAll(tx, workspaceId, batch)
    const ids = batch.flatMap(({ id }) => id ?? [])
    await tx.informant.deleteMany({ where: { workspaceId, relationshipId: { in: ids } } })
  }
  const informants = [...created, ...changed].flatMap(({ key, content }) => {
    const relationshipId = idOf.get(key)
    return relationshipId
      ? content.informants.map((participantId) => ({ workspaceId, relationshipId, participantId }))
      : []
  })
  for (const batch of inBatches(informants, 5000)) await tx.informant.createMany({ data: batch })
}

async function updateAll(tx: Db, workspaceId: string, changed: PlannedRelationship[]): Promise<void> {
  const rows = JSON.stringify(
    changed.map(({ id, content: { informants: _, startedOn, renewalOn, ...content } }) => ({
      id,
      ...content,
      startedOn: startedOn?.toISOString().slice(0, 10) ?? null,
      renewalOn: renewalOn?.toISOString().slice(0, 10) ?? null,
    })),
  )
  await tx.$executeRaw`UPDATE relationship AS r SET
      buyer_id = c."buyerId", supplier_id = c."supplierId", category = c.category,
      annual_spend = c."annualSpend", currency = c.currency,
      started_on = c."startedOn", renewal_on = c."renewalOn",
      buyer_owner_id = c."buyerOwnerId", supplier_owner_id = c."supplierOwnerId"
    FROM jsonb_to_recordset(${rows}::text::jsonb) AS c(
      id uuid, "buyerId" uuid, "supplierId" uuid, category text, "annualSpend" numeric, currency text,
      "startedOn" date, "renewalOn" date, "buyerOwnerId" uuid, "supplierOwnerId" uuid)
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.id = c.id`
}
