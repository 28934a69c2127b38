import type { Db } from '#app/db/database.server'
import { Prisma } from '#app/db/generated/client'
import { whoAnswered } from '#app/responses/who-answered.server'
import { K_ANONYMITY, type QuasiCell } from './generalise'

/** So many relationships are looked at first: most combinations of side, function and category have enough people there. */
const FIRST_LOOK = 1000

/**
 * Who shares side, function and category, as far as that must be known: all of few people, and no more than these of many. Whose
 * combination was met often enough at a first look are not sought again among all that ever answered.
 */
export async function readQuasiCells(
  db: Db,
  {
    workspaceId,
    waveIds,
    firstLook = FIRST_LOOK,
  }: { workspaceId: string; waveIds: readonly string[]; firstLook?: number },
): Promise<QuasiCell[]> {
  const look = async (which: Prisma.Sql) => {
    const rows = await db.$queryRaw<(Omit<QuasiCell, 'people'> & { people: string[] })[]>`
      WITH people AS (
        SELECT DISTINCT r.side, r.function, r.category, who.person
        FROM (
          SELECT r.id, r.side, r.function, coalesce(p.category, '') AS category
          FROM response r
          LEFT JOIN participation p ON p.workspace_id = r.workspace_id AND p.wave_id = r.wave_id
            AND p.relationship_id = r.relationship_id AND p.side = r.side
          WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ANY(${waveIds}::uuid[]) AND ${which} OFFSET 0
        ) AS r ${whoAnswered(workspaceId)}
      ), numbered AS (
        SELECT *, row_number() OVER (PARTITION BY side, function, category ORDER BY person) AS number FROM people
      )
      SELECT side, function, category, array_agg(person::text) AS people FROM numbered
      WHERE number <= ${K_ANONYMITY} GROUP BY side, function, category ORDER BY side, function, category`
    return rows.map(({ people, ...row }) => ({ ...row, people: new Set(people) }))
  }
  const first = await look(Prisma.sql`r.relationship_id IN (
    SELECT DISTINCT q.relationship_id FROM participation q
    WHERE q.workspace_id = ${workspaceId}::uuid AND q.wave_id = ANY(${waveIds}::uuid[])
    ORDER BY q.relationship_id LIMIT ${firstLook})`)
  const enough = first.filter(({ people }) => people.size >= K_ANONYMITY)
  const known = JSON.stringify(enough.map(({ side, function: own, category }) => ({ side, own, category })))
  const others = await look(Prisma.sql`(r.side, r.function, coalesce(p.category, '')) NOT IN (
    SELECT k.side, k.own, k.category FROM json_to_recordset(${known}::json) AS k(side text, own text, category text))`)
  return [...enough, ...others]
}
