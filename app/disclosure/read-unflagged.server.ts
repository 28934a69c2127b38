import type { Db } from '#app/db/database.server'
import { fromReleaseStore, type ReleasedCell } from './release'

/** The mean of one index over all relationships: of all responses, and without the flagged ones. */
export interface UnflaggedPair {
  wave: number
  side: 'buyer' | 'supplier'
  index: string
  all: ReleasedCell
  unflagged: ReleasedCell
}

/**
 * What publication wrote of some waves with and without responses that carry two signs of careless answering. For those who
 * may have every response alone: whoever calls it asks for `take-data` first.
 */
export async function readUnflagged(
  db: Db,
  { workspaceId, waves }: { workspaceId: string; waves: readonly { id: string; number: number }[] },
): Promise<UnflaggedPair[]> {
  const rows = await db.releasedRow.findMany({
    where: {
      ...{ workspaceId, waveId: { in: waves.map(({ id }) => id) } },
      ...{ scope: { in: ['portfolio', 'unflagged'] }, function: '', measure: 'level' },
    },
    orderBy: { side: 'asc' },
  })
  return waves.flatMap(({ id, number }) => {
    const own = rows.filter((row) => row.waveId === id).flatMap((row) => fromReleaseStore(row))
    return own.flatMap((unflagged) => {
      const { side, index } = unflagged
      if (unflagged.scope !== 'unflagged' || side === 'both') return []
      const all = own.find((cell) => cell.scope === 'portfolio' && cell.side === side && cell.index === index)
      return all ? [{ wave: number, side, index, all, unflagged }] : []
    })
  })
}
