import { chooseWave } from '#app/dashboards/choose-wave'
import type { Db } from '#app/db/database.server'
import { readBenchmarks } from '#app/disclosure/benchmarks/read-benchmarks.server'
import { type PublishedWave, readResultTables } from '#app/disclosure/read-results.server'
import { readRelationshipIds } from '#app/disclosure/read-stored.server'
import { EVERYTHING, type Within } from '#app/people/find-reach.server'
import { type ComparedRow, compare, measuresIn, splitPlace } from './comparison'

interface Asked {
  workspaceId: string
  within: Within
  waves: readonly PublishedWave[]
  url: string
}

export interface Comparison {
  wave: PublishedWave
  measures: string[]
  /** of all relationships; undefined where all measures of one are asked for */
  measure: string | undefined
  rows: ComparedRow[]
  shares: boolean
}

/**
 * Relationships within reach compared by one measure (`?measure=buyer.trust`), or one of them by all (`?relationship=`).
 * @returns undefined before the first wave is published; no rows for a relationship out of reach
 */
export async function readComparison(
  db: Db,
  { workspaceId, within, waves, url }: Asked,
): Promise<Comparison | undefined> {
  const wave = chooseWave(waves, url)
  if (!wave) return undefined
  const { searchParams } = new URL(url)
  const one = searchParams.get('relationship')
  const [first = ''] = await readRelationshipIds(db, workspaceId, [wave.id])
  // what was asked, whoever reads: names of indices and no values
  const asked = { workspaceId, within: EVERYTHING, waves: [wave], relationshipId: first }
  const measures = measuresIn((await readResultTables(db, asked))[0])
  const chosen = measures.find((place) => place === searchParams.get('measure')) ?? measures[0]
  const measure = one === null ? chosen : undefined
  const places = measure ? [measure] : measures
  const tables = await readResultTables(db, {
    ...{ workspaceId, within, waves: [wave] },
    indices: [...new Set(places.map((place) => splitPlace(place).index))],
  })
  const benchmarks = await readBenchmarks(db, workspaceId)
  const rows = places.flatMap((place) => compare(tables, place, benchmarks))
  const shown = one === null ? rows : rows.filter(({ relationship }) => relationship.id === one)
  return { wave, measures, measure, rows: shown, shares: benchmarks !== undefined }
}
