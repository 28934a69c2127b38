import type { Db } from '#app/db/database.server'
import { type Actor, may } from '#app/people/may'
import type { Audience } from '#app/studies/promise'
import { SIDES, type Side } from '#app/trust/scored-response'
import { readPoolRows } from './read-stored.server'
import { fromReleaseStore, type PoolScope, type ReleasedCell, SCOPES } from './release'

/** What the answers of one side about several relationships come to, or what follows from those of both. */
export interface PoolTable {
  scope: PoolScope
  /** id of the firm, name of the category; empty for the portfolio */
  key: string
  /** of the firm or category; empty for the portfolio */
  name: string
  /** the side whose people answered */
  side: Side | 'both'
  /** levels; and changes since the wave before and trends, where there are any */
  cells: ReleasedCell[]
}

const ORDER = [...SIDES, 'both'] as const

interface ReadPools {
  workspaceId: string
  waveId: string
  /** who reads: managers get the pools that lie in their reach */
  reader: Actor
}

/** The pools of a wave as they were published: the portfolio first, then firms and categories by name. */
export async function readPools(db: Db, { workspaceId, waveId, reader }: ReadPools): Promise<PoolTable[]> {
  const wave = await db.wave.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: waveId } } })
  const audience = wave.audience as Audience
  const stored = await readPoolRows(db, { workspaceId, waveIds: [waveId] }, ['level', 'change', 'trend'])
  const rows = stored.filter(({ scope, scopeKey: key }) =>
    may(reader, 'see-results', { kind: 'pool', scope, key, audience }),
  )
  const keys = [...new Set(rows.filter(({ scope }) => scope.endsWith('-firm')).map(({ scopeKey }) => scopeKey))]
  const firms = await db.organization.findMany({
    where: { workspaceId, id: { in: keys } },
    select: { id: true, name: true },
  })
  const names = new Map(firms.map(({ id, name }) => [id, name]))
  const tables = new Map<string, PoolTable>()
  for (const cell of rows.flatMap((row) => fromReleaseStore(row))) {
    const { scope, scopeKey, side } = cell
    if (scope === 'relationship' || scope === 'own-side' || scope === 'unflagged') continue
    const key = JSON.stringify([scope, scopeKey, side])
    const table = tables.get(key) ?? { scope, key: scopeKey, side, name: names.get(scopeKey) ?? scopeKey, cells: [] }
    table.cells.push(cell)
    tables.set(key, table)
  }
  const rank = ({ scope, side }: PoolTable) => SCOPES.indexOf(scope) * 3 + ORDER.indexOf(side)
  return [...tables.values()].sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name))
}
