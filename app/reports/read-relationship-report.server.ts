import { viewCell } from '#app/dashboards/cell-view'
import { isFullWave } from '#app/dashboards/choose-wave'
import { keyFigures } from '#app/dashboards/relationship/key-figures'
import { readRecorded } from '#app/dashboards/relationship/read-recorded.server'
import { sectionsOf } from '#app/dashboards/relationship/sections'
import { type TimeAssumptions, timeCosts } from '#app/dashboards/relationship/time-cost'
import { countByLane, largestMove } from '#app/dashboards/relationship/timeline'
import { relationshipHistory } from '#app/dashboards/relationship-history'
import type { Db } from '#app/db/database.server'
import { type ResultStudy, readResultTables } from '#app/disclosure/read-results.server'
import type { Within } from '#app/people/find-reach.server'
import { listInterventions } from '#app/signals/interventions.server'
import { summarizeSignals } from '#app/signals/signals.server'

/** What one sheet of paper holds; how many more there are is said on it. */
const MOST_GAPS = 5
const MOST_SIGNALS = 4
const MOST_INTERVENTIONS = 3
/** What the page of the relationship draws and tells of trust. */
const DRAWN = ['buyer.trust', 'supplier.trust', 'both.trust_gap']

interface Asked {
  workspaceId: string
  within: Within
  study: ResultStudy
  relationshipId: string
  /** names of people who answer for the relationship, or who act */
  showsNames: boolean
  /** signals, interventions and what is recorded */
  showsEvidence: boolean
  assumed: TimeAssumptions
  now: Date
}

export type RelationshipReport = NonNullable<Awaited<ReturnType<typeof readRelationshipReport>>>

/**
 * What the page of a relationship shows, in short: by the same functions, from the same released cells.
 * @returns undefined where no published wave asked about the relationship, or it is not within reach
 */
export async function readRelationshipReport(db: Db, asked: Asked) {
  const { workspaceId, within, study, relationshipId, showsNames, showsEvidence, assumed, now } = asked
  const tables = await readResultTables(db, { workspaceId, within, waves: study.waves, relationshipId })
  const newest = tables.findLast((table) => isFullWave(table.wave)) ?? tables.at(-1)
  if (!newest) return undefined
  const { relationship, wave, participation } = newest
  const history = relationshipHistory(tables)
  const recorded = showsEvidence ? await readRecorded(db, { workspaceId, relationshipId, within, now }) : undefined
  const gaps = sectionsOf(tables)
    .flatMap(({ rows }) => rows)
    .flatMap((row) => (row.gap?.status === 'released' ? [{ ...row, gap: row.gap }] : []))
    .sort((one, other) => Math.abs(other.gap.mean) - Math.abs(one.gap.mean))
  return {
    study,
    relationship: showsNames ? relationship : { ...relationship, buyerOwner: null, supplierOwner: null },
    showsNames,
    now,
    wave: { number: wave.number, publishedAt: wave.publishedAt },
    participation,
    withheldSides: (['buyer', 'supplier'] as const).filter(
      (side) => viewCell(newest.cell(side, 'trust')).status === 'withheld',
    ),
    figures: keyFigures(tables),
    trust: history
      .filter(({ values }) => DRAWN.some((key) => values[key]))
      .map(({ values, ...one }) => ({
        ...one,
        values: Object.fromEntries(Object.entries(values).filter(([key]) => DRAWN.includes(key))),
      })),
    move: largestMove(history, recorded?.events ?? []),
    gaps: gaps.slice(0, MOST_GAPS),
    time: { costs: timeCosts(history, assumed), assumed },
    recorded: recorded && { registers: recorded.registers, lanes: countByLane(recorded.events) },
    acting: showsEvidence ? await readActing(db, { workspaceId, within }, relationshipId, showsNames) : undefined,
  }
}

/** What warns of the relationship, and what is done about it. */
async function readActing(
  db: Db,
  reader: { workspaceId: string; within: Within },
  relationshipId: string,
  showsNames: boolean,
) {
  const signals = await summarizeSignals(db, reader, MOST_SIGNALS, relationshipId)
  const interventions = await listInterventions(db, reader, 1, { relationshipId, state: 'open' })
  return {
    signals: {
      total: signals.total,
      rows: signals.rows.map((row) => ({ ...row, owner: showsNames ? row.owner : null })),
    },
    interventions: {
      total: interventions.total,
      rows: interventions.rows
        .slice(0, MOST_INTERVENTIONS)
        .map((row) => ({ ...row, responsible: showsNames ? row.responsible : '' })),
    },
  }
}
