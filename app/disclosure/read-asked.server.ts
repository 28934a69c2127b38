import type { Prisma } from '#app/db/generated/client'
import type { PlacedScores } from '#app/responses/read-scores.server'
import type { Side } from '#app/trust/scored-response'
import type { WaveKey } from './plan-publication.server'
import { poolKey } from './pool-cells'

/** A relationship that a wave asked about. */
export interface AskedRelationship {
  id: string
  category: string
  invited: Record<Side, number>
  /** keys of the pools that answers of each side go into */
  pools: Record<Side, string[]>
}

/** Some of the relationships that a wave asked about, by id, with how many people were asked. */
export async function readAsked(
  db: Prisma.TransactionClient,
  { workspaceId, waveId }: WaveKey,
  relationshipIds: readonly string[],
): Promise<AskedRelationship[]> {
  const rows = await db.$queryRaw<
    { id: string; buyerId: string; supplierId: string; category: string; buyer: number; supplier: number }[]
  >`
    SELECT r.id, r.buyer_id AS "buyerId", r.supplier_id AS "supplierId", asked.buyer, asked.supplier,
      -- what was published is computed again with the category that it had then
      coalesce((
        SELECT p.category FROM participation p WHERE p.workspace_id = ${workspaceId}::uuid
          AND p.wave_id = ${waveId}::uuid AND p.relationship_id = r.id AND p.side = 'buyer'
      ), r.category) AS category
    FROM relationship r
    -- OFFSET 0: a planner would read all assignments of the wave for each hundred relationships
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE a.side = 'buyer')::int AS buyer, count(*) FILTER (WHERE a.side = 'supplier')::int AS supplier
      FROM assignment a
      WHERE a.workspace_id = ${workspaceId}::uuid AND a.wave_id = ${waveId}::uuid AND a.relationship_id = r.id OFFSET 0
    ) AS asked
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.id = ANY(${relationshipIds}::uuid[]) AND asked.buyer + asked.supplier > 0
    ORDER BY r.id`
  return rows.map(({ id, category, buyer, supplier, ...firms }) => ({
    ...{ id, category, invited: { buyer, supplier } },
    pools: poolsOf({ ...firms, category }),
  }))
}

/** The pools that the answers of each side of a relationship go into. */
export function poolsOf(relationship: {
  buyerId: string
  supplierId: string
  category: string
}): Record<Side, string[]> {
  const { buyerId, supplierId, category } = relationship
  const keys = (target: string, rater: string) => [
    poolKey('portfolio', ''),
    poolKey('target-firm', target),
    poolKey('rater-firm', rater),
    ...(category === '' ? [] : [poolKey('category', category)]),
  ]
  return { buyer: keys(supplierId, buyerId), supplier: keys(buyerId, supplierId) }
}

/** Which relationship, wave and side an answer belongs to, in one word. */
export const sideKey = (relationshipId: string, waveId: string, side: string) => `${relationshipId} ${waveId} ${side}`

/** Responses by relationship, wave and side. */
export function groupBySide<Response extends PlacedScores>(
  responses: readonly Response[],
): (key: string) => Response[] {
  const groups = new Map<string, Response[]>()
  for (const response of responses) {
    const key = sideKey(response.relationshipId, response.waveId, response.side)
    const group = groups.get(key)
    if (group) group.push(response)
    else groups.set(key, [response])
  }
  return (key) => groups.get(key) ?? []
}

/** How many answered on each side, counted when each wave was published. */
export async function countAnswered(
  db: Prisma.TransactionClient,
  workspaceId: string,
  waveIds: readonly string[],
  relationshipIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (waveIds.length === 0) return new Map()
  const rows = await db.participation.findMany({
    where: { workspaceId, waveId: { in: [...waveIds] }, relationshipId: { in: [...relationshipIds] } },
    select: { relationshipId: true, waveId: true, side: true, answered: true },
  })
  return new Map(rows.map((row) => [sideKey(row.relationshipId, row.waveId, row.side), row.answered]))
}
