import { v7 as makeId } from 'uuid'
import type { PrismaClient } from '#app/db/generated/client'
import { startNow } from '#app/db/load-ahead'
import type { SideParticipation } from './compute-wave.server'
import type { WaveKey } from './plan-publication.server'
import { type ReleasedCell, toStoredCells } from './release'

/** Counts changes of how values are computed or kept back; stored with every value. */
const METHOD_VERSION = 7

/** Cells in memory before they are written. */
const BATCH = 5_000

export interface RowStore {
  /** Cells of whole places: all indices of one place come in one call. */
  add(cells: readonly ReleasedCell[], participation?: readonly SideParticipation[]): Promise<void>
  /** Writes what is left. @returns what was written since the beginning */
  flush(): Promise<{ rows: number; cells: number }>
}

/** Writes released cells, one row for each place in the tables of a wave that is being published. */
export function makeRowStore(prisma: PrismaClient, { workspaceId, waveId }: WaveKey): RowStore {
  const written = { rows: 0, cells: 0 }
  let cells: ReleasedCell[] = []
  let participation: SideParticipation[] = []

  let writing = Promise.resolve()

  const flush = async () => {
    const rows = toRows(cells)
    written.rows += rows.length
    written.cells += cells.length
    const who = participation.map((one) => ({ id: makeId(), ...one }))
    cells = []
    participation = []
    await writing
    if (rows.length > 0 || who.length > 0) writing = startNow(write(rows, who))
  }
  const write = async (rows: readonly object[], who: readonly object[]) => {
    await prisma.$transaction([
      // the database takes released values from nobody else
      prisma.$executeRaw`SELECT set_config('thiqa.publishing', ${waveId}, true)`,
      prisma.$executeRaw`
        INSERT INTO released_row (workspace_id, id, wave_id, scope, scope_key, relationship_id, side, function, measure,
          method_version, cells)
        SELECT w.workspace_id, c.id, w.id, c.scope, c."scopeKey",
          CASE WHEN c.scope IN ('relationship', 'own-side') THEN c."scopeKey"::uuid END, c.side, c.function, c.measure, ${METHOD_VERSION}, c.cells
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS c(id uuid, scope text, "scopeKey" text, side text,
          function text, measure text, cells jsonb)
        JOIN wave w ON w.workspace_id = ${workspaceId}::uuid AND w.id = ${waveId}::uuid`,
      prisma.$executeRaw`
        INSERT INTO participation (workspace_id, id, wave_id, relationship_id, side, category, invited, answered)
        SELECT w.workspace_id, p.id, w.id, p."relationshipId", p.side, p.category, p.invited, p.answered
        FROM jsonb_to_recordset(${JSON.stringify(who)}::text::jsonb) AS p(id uuid, "relationshipId" uuid, side text, category text,
          invited int, answered int)
        JOIN wave w ON w.workspace_id = ${workspaceId}::uuid AND w.id = ${waveId}::uuid`,
    ])
  }
  return {
    async add(more, who = []) {
      for (const cell of more) cells.push(cell)
      participation.push(...who)
      if (cells.length >= BATCH) await flush()
    },
    async flush() {
      await flush()
      await writing
      return written
    },
  }
}

function toRows(cells: readonly ReleasedCell[]) {
  const places = new Map<string, ReleasedCell[]>()
  for (const cell of cells) {
    const { scope, scopeKey, side, measure } = cell
    const key = JSON.stringify([scope, scopeKey, side, cell.function, measure])
    const own = places.get(key)
    if (own) own.push(cell)
    else places.set(key, [cell])
  }
  return [...places.values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const { scope, scopeKey, side, measure } = first
    return [{ id: makeId(), scope, scopeKey, side, function: first.function, measure, cells: toStoredCells(own) }]
  })
}
