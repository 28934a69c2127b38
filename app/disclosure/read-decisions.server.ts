import type { Prisma } from '#app/db/generated/client'
import { inPortions } from '#app/db/in-portions'
import type { WaveKey } from './plan-publication.server'
import { fromReleaseStore, type ReleasedCell, type Scope, type WithheldReason } from './release'

/** How many values of a wave were decided in one way. */
export interface DecisionCount {
  scope: Scope
  decision: 'released' | WithheldReason
  count: number
}

/**
 * How the values of a published wave were decided, counted. For whoever checks that promises are kept: no value is told, and no
 * number of people.
 */
export function countDecisions(
  db: Prisma.TransactionClient,
  { workspaceId, waveId }: WaveKey,
): Promise<DecisionCount[]> {
  return db.$queryRaw<DecisionCount[]>`
    SELECT r.scope, coalesce(c.value ->> 'reason', 'released') AS decision, count(*)::int AS count
    FROM released_row r CROSS JOIN LATERAL jsonb_each(r.cells) AS c
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ${waveId}::uuid
    GROUP BY 1, 2 ORDER BY 1, 2`
}

/** Rows in memory at once. */
const AT_ONCE = 500

export interface WithheldPlace extends Pick<ReleasedCell, 'scope' | 'side' | 'function' | 'measure' | 'index'> {
  /** code of the relationship or firm, name of the category; empty for the portfolio */
  place: string
  reason: WithheldReason
}

/** Every value of a published wave that is withheld, and why. */
export async function* readWithheld(
  db: Prisma.TransactionClient,
  { workspaceId, waveId }: WaveKey,
): AsyncGenerator<WithheldPlace> {
  const firms = await db.organization.findMany({ where: { workspaceId }, select: { id: true, code: true } })
  const codes = new Map(firms.map(({ id, code }) => [id, code]))
  const rows = inPortions(AT_ONCE, (last) =>
    db.releasedRow.findMany({
      where: { workspaceId, waveId, ...(last && { id: { gt: last } }) },
      include: { relationship: { select: { code: true } } },
      orderBy: { id: 'asc' },
      take: AT_ONCE,
    }),
  )
  for await (const row of rows)
    for (const cell of fromReleaseStore(row)) {
      if (cell.status !== 'withheld') continue
      const { scope, side, function: name, measure, index, reason } = cell
      const place = row.relationship?.code ?? codes.get(row.scopeKey) ?? row.scopeKey
      yield { scope, place, side, function: name, measure, index, reason }
    }
}
