import { inBatches } from '#app/db/in-batches'
import { readResultTables } from '#app/disclosure/read-results.server'
import { MEASURES } from '#app/disclosure/release'
import type { Within } from '#app/people/find-reach.server'
import { INDEX_PLACES, INDICES } from '#app/trust/indices'
import { SIDES, type Side } from '#app/trust/scored-response'
import type { Dataset } from './dataset'
import { makePseudonym } from './pseudonym.server'
import { valuesOf } from './result-rows'
import type { TableSource } from './table-source'
import { CODE, COUNT, NUMBER, placeVariables, tableVariables, valueLabels } from './table-variables'

/** Relationships whose values are in memory at once. */
const BATCH = 200
const NO_NUMBERS = Array<null>(10).fill(null)
const STATES = ['released', 'withheld'] as const

/** Of the wave, or where a value is over several waves of any up to it. */
export type UntoldSide = (place: { wave: number; relationshipId: string; side: Side; isOverWaves: boolean }) => boolean

/**
 * What was released of relationships, one value a row: the numbers that the result pages show and no others, under the codes of the
 * tables of answers. A withheld value has its row and no number.
 * @param isUntold sides whose values, less the answers in the same files, would tell what these leave out
 */
export async function openIndices(
  source: TableSource,
  within: Within,
  isUntold: UntoldSide = () => false,
): Promise<Dataset> {
  const { db, workspaceId, key, name, waves, translators, languages, title } = source
  const readIds = async (waveId: string) => {
    const rows = await db.participation.findMany({
      where: { workspaceId, waveId, side: 'buyer', relationship: within.relationships },
      select: { relationshipId: true },
    })
    return rows
      .map(({ relationshipId: id }) => ({ id, code: makePseudonym(key, 'relationship', id) }))
      .sort((one, other) => (one.code < other.code ? -1 : 1))
  }
  let rowCount = 0
  for (const { id } of waves) rowCount += await countValues(source, id, await readIds(id))
  return {
    ...{ name: 'indices', title, languages, rowCount },
    variables: tableVariables(
      {
        ...placeVariables(name),
        relationship_id: CODE,
        side: {
          ...{ type: 'text', measure: 'nominal', width: 8 },
          values: valueLabels([...SIDES, 'both'], translators, (side) =>
            side === 'both' ? 'results.both' : `words.${side}`,
          ),
        },
        index: {
          ...CODE,
          values: valueLabels(
            INDICES.map(({ id }) => id),
            translators,
            (id) => `results.index.${id}`,
          ),
        },
        measure: {
          ...CODE,
          values: valueLabels(MEASURES, translators, (measure) => `exports.measure.${measure}`),
        },
        status: { ...CODE, values: valueLabels(STATES, translators, (state) => `exports.status.${state}`) },
        ...{
          n: COUNT,
          n_to: COUNT,
          n_effective: NUMBER,
          mean: NUMBER,
          sd: NUMBER,
          se: NUMBER,
          ci_low: NUMBER,
          ci_high: NUMBER,
        },
        indicative_half: NUMBER,
        waves_together: COUNT,
      },
      translators,
    ),
    async *pages() {
      for (const { id: waveId, number, publishedAt } of waves) {
        const wave = { id: waveId, number, publishedAt: publishedAt ?? new Date(0) }
        for (const batch of inBatches(await readIds(waveId), BATCH)) {
          const tables = await readResultTables(db, {
            ...{ workspaceId, within, waves: [wave], measures: MEASURES },
            relationshipIds: batch.map(({ id }) => id),
          })
          const byId = new Map(tables.map((table) => [table.relationship.id, table]))
          yield batch.flatMap(({ id, code }) =>
            INDEX_PLACES.flatMap(({ side, index }) =>
              MEASURES.flatMap((measure) => {
                const cell = byId.get(id)?.cell(side, index, measure)
                if (!cell) return []
                const isOverWaves = measure !== 'level' && measure !== 'matched'
                if (
                  (side === 'both' ? SIDES : [side]).some((own) =>
                    isUntold({ wave: number, relationshipId: id, side: own, isOverWaves }),
                  )
                )
                  return [[name, number, code, side, index, measure, 'withheld', ...NO_NUMBERS]]
                const {
                  status,
                  n,
                  n_to,
                  n_effective,
                  mean,
                  sd,
                  se,
                  ci_low,
                  ci_high,
                  indicative_half,
                  waves: together,
                }: CellValues = valuesOf(cell)
                return [
                  [
                    ...[name, number, code, side, index, measure, status],
                    ...[n, n_to, n_effective, mean, sd, se, ci_low, ci_high, indicative_half, together].map(
                      (value) => value ?? null,
                    ),
                  ],
                ]
              }),
            ),
          )
        }
      }
    },
  }
}

type CellValues = { status: string } & Partial<
  Record<
    'n' | 'n_to' | 'n_effective' | 'mean' | 'sd' | 'se' | 'ci_low' | 'ci_high' | 'indicative_half' | 'waves',
    number | undefined
  >
>

async function countValues(
  { db, workspaceId }: TableSource,
  waveId: string,
  relationships: readonly { id: string }[],
): Promise<number> {
  const places = INDEX_PLACES.map(({ side, index }) => `${side} ${index}`)
  const ids = relationships.map(({ id }) => id)
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM released_row r CROSS JOIN jsonb_object_keys(r.cells) AS k(name)
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ${waveId}::uuid AND r.scope = 'relationship'
      AND r.function = '' AND r.relationship_id = ANY(${ids}::uuid[]) AND r.side || ' ' || k.name = ANY(${places}::text[])`
  return row?.count ?? 0
}
