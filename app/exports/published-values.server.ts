import { readMeasurement } from '#app/disclosure/read-measurement.server'
import { type ResultTable, readResultTables } from '#app/disclosure/read-results.server'
import { RELATION_INDICES, relationsOf } from '#app/disclosure/relation-points'
import { EVERYTHING } from '#app/people/find-reach.server'
import { COEFFICIENTS } from '#app/trust/measured-values'
import { SIDES } from '#app/trust/scored-response'
import { transactionalTimeComparison } from '#app/trust/transactional-time-comparison'
import type { CsvRow } from './csv-row'
import { makePseudonym } from './pseudonym.server'
import { relationEstimateRows, relationEstimates } from './relation-estimates'
import type { TableSource } from './table-source'

export const PARTICIPATION_COLUMNS = ['wave', 'relationship_id', 'side', 'invited', 'answered']

/** How many were asked and how many answered on each side, as the result pages tell it, under the codes of the study. */
export async function readParticipation({ db, workspaceId, key, waves }: TableSource): Promise<CsvRow[]> {
  const numbers = new Map(waves.map(({ id, number }) => [id, number]))
  const rows = await db.participation.findMany({
    where: { workspaceId, waveId: { in: waves.map(({ id }) => id) } },
    select: { waveId: true, relationshipId: true, side: true, invited: true, answered: true },
  })
  return rows
    .map(({ waveId, relationshipId, ...row }) => ({
      ...{
        wave: numbers.get(waveId) ?? 0,
        relationship_id: makePseudonym(key, 'relationship', relationshipId),
        ...row,
      },
    }))
    .sort((a, b) => a.wave - b.wave || (a.relationship_id + a.side < b.relationship_id + b.side ? -1 : 1))
}

export const RELIABILITY_COLUMNS = ['wave', 'construct', 'side', 'coefficient', 'value']

/** What was published of how well the scales measured, all languages together: one number a row. */
export async function readReliability({ db, workspaceId, waves }: TableSource): Promise<CsvRow[]> {
  const rows: CsvRow[] = []
  for (const { id: waveId, number: wave } of waves)
    for (const row of await readMeasurement(db, { workspaceId, waveId })) {
      if (row.language !== '' || row.status !== 'released' || row.kind !== 'scale') continue
      const place = { wave, construct: row.construct, side: row.side }
      const { complete, coefficients } = row.values
      rows.push({ ...place, coefficient: 'responses', value: complete })
      for (const coefficient of COEFFICIENTS) {
        const value = coefficients[coefficient]
        if (value !== null) rows.push({ ...place, coefficient, value })
      }
    }
  return rows
}

export const REGRESSION_COLUMNS = ['wave', 'name', 'value']

/** The line of unproductive time on trust in each wave, over released values of relationships and sides, as its page shows it. */
export async function readRegression(source: TableSource): Promise<CsvRow[]> {
  const rows: CsvRow[] = []
  const asked = { indices: ['trust', 'unproductive'], measures: ['level', 'matched'] as const }
  for await (const { wave, tables } of tablesByWave(source, asked)) {
    const measure = tables.some((table) => SIDES.some((side) => table.cell(side, 'trust', 'matched')))
      ? 'matched'
      : 'level'
    const { line, n } = transactionalTimeComparison(tables.flatMap((table) => pointsOf(table, measure)))
    if (!line) continue
    const values = {
      ...{ n, intercept: line.intercept.estimate, slope: line.slope.estimate },
      ...{ slope_low: line.slope.low, slope_high: line.slope.high, r_squared: line.rSquared },
    }
    for (const [name, value] of Object.entries(values)) if (value !== undefined) rows.push({ wave, name, value })
  }
  return rows
}

/** Both sides together, as the measurement page shows them first. */
const RELATIONS_VIEW = 'both'

/** All estimates of the relations between constructs in each wave, as the measurement page tells them. */
export async function readRelationEstimates(source: TableSource): Promise<CsvRow[]> {
  const rows: CsvRow[] = []
  for await (const { wave, tables } of tablesByWave(source, { indices: RELATION_INDICES }))
    rows.push(...relationEstimateRows(relationEstimates(relationsOf(tables, RELATIONS_VIEW)), wave, RELATIONS_VIEW))
  return rows
}

/** The whole published results of one wave after the other. */
async function* tablesByWave(
  { db, workspaceId, waves }: TableSource,
  asked: Pick<Parameters<typeof readResultTables>[1], 'indices' | 'measures'>,
): AsyncGenerator<{ wave: number; tables: ResultTable[] }> {
  for (const { id, number: wave, publishedAt } of waves) {
    const only = [{ id, number: wave, publishedAt: publishedAt ?? new Date(0) }]
    yield { wave, tables: await readResultTables(db, { workspaceId, within: EVERYTHING, waves: only, ...asked }) }
  }
}

function pointsOf(table: ResultTable, measure: 'level' | 'matched'): { trust: number; unproductive: number }[] {
  return SIDES.flatMap((side) => {
    const [trust, time] = ['trust', 'unproductive'].map((index) => table.cell(side, index, measure))
    return trust?.status === 'released' && time?.status === 'released'
      ? [{ trust: trust.mean, unproductive: time.mean }]
      : []
  })
}
