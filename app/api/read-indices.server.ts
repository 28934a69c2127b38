import type { z } from 'zod'
import type { Db } from '#app/db/database.server'
import { type PublishedWave, readResultTables } from '#app/disclosure/read-results.server'
import type { Measure } from '#app/disclosure/release'
import { valuesOf } from '#app/exports/result-rows'
import type { Within } from '#app/people/find-reach.server'
import { INDEX_PLACES } from '#app/trust/indices'
import type { releasedIndicesSchema } from './schemas'

type IndicesAnswer = z.input<typeof releasedIndicesSchema>

interface ReadIndices {
  workspaceId: string
  /** what of the workspace the reader sees */
  within: Within
  /** published ones, the first one first */
  waves: readonly PublishedWave[]
  measure: Measure
  /** behind this wave and relationship */
  after?: { wave: number; relationshipId: string }
  limit: number
}

/**
 * Released values, a relationship in a wave at a time: by wave, then by the id of the relationship. Withheld values say that they
 * are, and not why. One more than asked for shows that there are others.
 */
export async function readIndices(
  db: Db,
  { workspaceId, within, waves, measure, after, limit }: ReadIndices,
): Promise<IndicesAnswer[]> {
  const rows: IndicesAnswer[] = []
  for (const wave of waves) {
    if (after && wave.number < after.wave) continue
    const wanted = limit + 1 - rows.length
    if (wanted <= 0) break
    const asked = await db.participation.findMany({
      where: {
        ...{ workspaceId, waveId: wave.id, side: 'buyer', relationship: within.relationships },
        ...(after && wave.number === after.wave && { relationshipId: { gt: after.relationshipId } }),
      },
      orderBy: { relationshipId: 'asc' },
      take: wanted,
      select: { relationshipId: true },
    })
    const relationshipIds = asked.map(({ relationshipId }) => relationshipId)
    const read = { workspaceId, within, waves: [wave], relationshipIds, measures: [measure] }
    const tables = await readResultTables(db, read)
    const byId = new Map(tables.map((table) => [table.relationship.id, table]))
    for (const id of relationshipIds) {
      const table = byId.get(id)
      if (!table) continue
      const { participation, relationship } = table
      rows.push({
        ...{ wave: wave.number, relationship_id: id, relationship: relationship.code },
        respondents: { buyer: participation.buyer.answered, supplier: participation.supplier.answered },
        values: INDEX_PLACES.flatMap(({ side, index }) => {
          const cell = table.cell(side, index, measure)
          return cell ? [{ side, index, measure, ...valuesOf(cell) }] : []
        }),
      })
    }
  }
  return rows
}
