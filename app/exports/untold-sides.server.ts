import type { Side } from '#app/trust/scored-response'
import type { Generalised } from './generalise'
import type { UntoldSide } from './indices-data.server'
import type { TableSource } from './table-source'

export interface UntoldSides {
  isUntold: UntoldSide
  /** numbers of waves that have any: what was computed over all sides of them would tell these, less the others */
  waves: ReadonlySet<number>
}

/**
 * Where answers weigh by function, a weighted mean beside the single answers tells the functions behind it. So the sides of which a
 * file leaves out somebody's function are not told in it.
 */
export async function readUntoldSides(
  { db, workspaceId, waves }: TableSource,
  shownOf: Generalised['shownOf'],
): Promise<UntoldSides> {
  const rows = await db.$queryRaw<
    { wave: number; relationshipId: string; side: Side; function: string; category: string }[]
  >`
    SELECT DISTINCT w.number AS wave, r.relationship_id AS "relationshipId", r.side, r.function,
      coalesce(p.category, '') AS category
    FROM response r
    JOIN wave w ON w.workspace_id = r.workspace_id AND w.id = r.wave_id
    LEFT JOIN participation p ON p.workspace_id = r.workspace_id AND p.wave_id = r.wave_id
      AND p.relationship_id = r.relationship_id AND p.side = r.side
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ANY(${waves.map(({ id }) => id)}::uuid[])`
  const untold = new Map<string, number[]>()
  for (const { wave, relationshipId, side, ...own } of rows) {
    if (shownOf({ side, ...own }).function !== '') continue
    const key = `${relationshipId} ${side}`
    untold.set(key, [...(untold.get(key) ?? []), wave])
  }
  return {
    isUntold: ({ wave, relationshipId, side, isOverWaves }) =>
      untold.get(`${relationshipId} ${side}`)?.some((one) => one === wave || (isOverWaves && one < wave)) ?? false,
    waves: new Set([...untold.values()].flat()),
  }
}
