import type { Db } from '#app/db/database.server'
import { SIDES, type Side } from '#app/trust/scored-response'
import { fromReleaseStore, type ReleasedCell } from './release'

/** What the people of one function of one side say of a relationship. */
export interface FunctionTable {
  side: Side
  function: string
  cells: ReleasedCell[]
}

/** The functions of a relationship in a wave of which something was released. */
export async function readFunctions(
  db: Db,
  { workspaceId, relationshipId, waveId }: { workspaceId: string; relationshipId: string; waveId: string },
): Promise<FunctionTable[]> {
  const rows = await db.releasedRow.findMany({
    where: { workspaceId, relationshipId, waveId, function: { not: '' }, measure: 'level' },
    orderBy: { function: 'asc' },
  })
  return SIDES.flatMap((side) =>
    rows
      .filter((row) => row.side === side)
      .map((row) => ({ side, function: row.function, cells: fromReleaseStore(row) })),
  )
}
