import type { Prisma } from '#app/db/generated/client'
import { fromReleaseStore, type Measure, POOL_SCOPES, type ReleasedCell } from './release'

export interface ReadStored {
  workspaceId: string
  waveIds: readonly string[]
  relationshipIds: readonly string[]
}

/** What is told of single relationships: to everybody who may see them, or to each side's own firm alone. */
export type SingleScope = 'relationship' | 'own-side'

/** A released or withheld value of a relationship in a wave, by measure, side and index in one word. */
export type StoredCells = (relationshipId: string, waveId: string, place: string) => ReleasedCell | undefined

/** Levels and roll-ups of some relationships, and changes in the first of these waves, as they were stored. */
export async function readStored(
  db: Prisma.TransactionClient,
  { workspaceId, waveIds, relationshipIds, scope }: ReadStored & { scope: SingleScope },
): Promise<StoredCells> {
  const rows = await db.releasedRow.findMany({
    where: {
      ...{ workspaceId, waveId: { in: [...waveIds] }, relationshipId: { in: [...relationshipIds] } },
      ...{ scope, function: '' },
      OR: [{ measure: { in: ['level', 'roll-up'] } }, { measure: 'change', waveId: waveIds[0] ?? '' }],
    },
  })
  const stored = new Map<string, Map<string, ReleasedCell>>()
  for (const row of rows) {
    const key = `${row.scopeKey} ${row.waveId}`
    const cells = stored.get(key) ?? new Map<string, ReleasedCell>()
    stored.set(key, cells)
    for (const cell of fromReleaseStore(row)) cells.set(`${cell.measure} ${cell.side} ${cell.index}`, cell)
  }
  return (relationshipId, waveId, place) => stored.get(`${relationshipId} ${waveId}`)?.get(place)
}

/** Values of all pools of some waves, the levels unless told otherwise, in an order that stays the same. */
export function readPoolRows(
  db: Prisma.TransactionClient,
  { workspaceId, waveIds }: Pick<ReadStored, 'workspaceId' | 'waveIds'>,
  measures: readonly Measure[] = ['level'],
) {
  return db.releasedRow.findMany({
    where: {
      ...{ workspaceId, waveId: { in: [...waveIds] } },
      ...{ scope: { in: [...POOL_SCOPES] }, function: '', measure: { in: [...measures] } },
    },
    orderBy: [{ scope: 'asc' }, { scopeKey: 'asc' }, { side: 'asc' }],
  })
}

/** The relationships that some waves asked about, by id. */
export async function readRelationshipIds(
  db: Prisma.TransactionClient,
  workspaceId: string,
  waveIds: readonly string[],
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT a.relationship_id AS id FROM assignment a
    WHERE a.workspace_id = ${workspaceId}::uuid AND a.wave_id = ANY(${waveIds}::uuid[]) ORDER BY 1`
  return rows.map(({ id }) => id)
}
