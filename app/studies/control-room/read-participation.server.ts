import type { Db } from '#app/db/database.server'
import { NOT_WANTED } from '#app/mail/mail-kinds'
import {
  type CountedCell,
  type ParticipationCounts,
  type Side,
  type ToldParticipation,
  tellParticipation,
  type WavePromise,
} from './participation'
import type { ParticipationRow } from './participation-rows'

export interface WaveParticipation extends Omit<ToldParticipation, 'cells'> {
  rows: ParticipationRow[]
}

interface ReadWave extends WavePromise {
  workspaceId: string
  id: string
  state: string
}

interface GroupRow extends ParticipationCounts {
  relationshipId: string | null
  side: Side | null
  /** who still speaks for a firm: of these, others of the firm could be asked too */
  active: number
}

interface RelationshipRow {
  id: string
  code: string
  buyerName: string
  supplierName: string
  buyerPeople: number
  supplierPeople: number
}

const NOBODY: ParticipationCounts = {
  ...{ people: 0, delivered: 0, waiting: 0, bounced: 0, unwanted: 0, opened: 0 },
  ...{ questionnaires: 0, started: 0, submitted: 0 },
}

/**
 * How far the people of a wave are: in all, by side, and by side of each relationship; counted in SQL, so that ten thousand
 * people are as little work for this process as ten. What may not be told is gone from the result.
 */
export async function readParticipation(db: Db, wave: ReadWave): Promise<WaveParticipation> {
  const groups = await countGroups(db, wave)
  const relationships = await readRelationships(db, wave)
  const byKey = new Map(groups.map((one) => [groupKey(one.relationshipId, one.side), one]))
  const countsOf = (side: Side | null): ParticipationCounts => byKey.get(groupKey(null, side)) ?? NOBODY
  const cells = relationships.flatMap(({ id, buyerPeople, supplierPeople }) =>
    (['buyer', 'supplier'] as const).map((side): CountedCell => {
      const { active = 0, ...counts } = byKey.get(groupKey(id, side)) ?? { ...NOBODY, active: 0 }
      const known = side === 'buyer' ? buyerPeople : supplierPeople
      return { relationshipId: id, side, counts, candidates: Math.max(0, known - active) }
    }),
  )
  const told = tellParticipation(wave, {
    total: countsOf(null),
    sides: { buyer: countsOf('buyer'), supplier: countsOf('supplier') },
    cells,
  })
  const names = new Map(relationships.map((one) => [one.id, one]))
  const rows = told.cells.map((cell) => {
    const { code = '', buyerName = '', supplierName = '' } = names.get(cell.relationshipId) ?? {}
    return { ...cell, code, buyerName, supplierName }
  })
  return { total: told.total, sides: told.sides, rows }
}

/**
 * Mails are those that ask: thanks would tell who answered. All that hangs on a questionnaire is looked up by the columns of
 * an index: a planner without statistics, as the embedded database has it, joins lists by looking through them. Of a published wave, whose answers are deleted one day, it was counted when it was published.
 */
async function countGroups(db: Db, { workspaceId, id: waveId, state }: ReadWave): Promise<GroupRow[]> {
  const rows = await db.$queryRaw<GroupRow[]>`
    WITH asked AS (
      SELECT a.relationship_id, a.side, a.invitation_id, i.was_opened, i.revoked_at IS NOT NULL AS left_wave, p.active,
        mailed.*,
        (SELECT true FROM response r WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = a.wave_id
           AND r.relationship_id = a.relationship_id AND r.id = a.id) IS TRUE AS submitted,
        (SELECT true FROM draft d WHERE d.workspace_id = ${workspaceId}::uuid AND d.id = a.id) IS TRUE AS drafted,
        (SELECT true FROM handover h WHERE h.workspace_id = ${workspaceId}::uuid AND h.id = a.id) IS TRUE AS passed_on
      FROM assignment a
      JOIN invitation i ON i.workspace_id = a.workspace_id AND i.id = a.invitation_id
      JOIN participant p ON p.workspace_id = i.workspace_id AND p.id = i.participant_id
      LEFT JOIN LATERAL (
        SELECT bool_or(m.kind = 'invitation' AND m.state = 'sent') AS sent,
          bool_or(m.kind = 'invitation' AND m.state = 'queued') AS waits, bool_or(m.state = 'failed') AS failed,
          bool_or(m.state = 'dropped' AND m.last_error = ${NOT_WANTED}) AS unwanted
        FROM outbox_message m
        WHERE m.workspace_id = ${workspaceId}::uuid AND m.invitation_id = a.invitation_id
          AND m.kind IN ('invitation', 'reminder')) mailed ON true
      WHERE a.workspace_id = ${workspaceId}::uuid AND a.wave_id = ${waveId}::uuid)
    SELECT relationship_id AS "relationshipId", side,
      count(DISTINCT a.invitation_id)::int AS people,
      count(DISTINCT a.invitation_id) FILTER (WHERE active)::int AS active,
      count(DISTINCT a.invitation_id) FILTER (WHERE sent AND NOT failed)::int AS delivered,
      count(DISTINCT a.invitation_id) FILTER (WHERE waits)::int AS waiting,
      count(DISTINCT a.invitation_id) FILTER (WHERE failed)::int AS bounced,
      count(DISTINCT a.invitation_id) FILTER (WHERE unwanted)::int AS unwanted,
      count(DISTINCT a.invitation_id) FILTER (WHERE was_opened OR submitted OR drafted OR passed_on)::int AS opened,
      count(*)::int AS questionnaires,
      count(*) FILTER (WHERE submitted OR drafted)::int AS started,
      count(*) FILTER (WHERE submitted)::int AS submitted
    FROM asked a
    WHERE NOT left_wave OR submitted OR passed_on
    GROUP BY GROUPING SETS ((relationship_id, side), (side), ())`
  return state === 'published' ? withPublished(db, { workspaceId, waveId }, rows) : rows
}

async function withPublished(
  db: Db,
  { workspaceId, waveId }: { workspaceId: string; waveId: string },
  rows: GroupRow[],
): Promise<GroupRow[]> {
  const counted = await db.participation.findMany({
    where: { workspaceId, waveId },
    select: { relationshipId: true, side: true, answered: true },
  })
  const answered = new Map<string, number>()
  for (const one of counted)
    for (const key of [groupKey(one.relationshipId, one.side), groupKey(null, one.side), groupKey(null, null)])
      answered.set(key, (answered.get(key) ?? 0) + one.answered)
  return rows.map((row) => {
    const submitted = answered.get(groupKey(row.relationshipId, row.side)) ?? 0
    return { ...row, submitted, started: Math.max(row.started, submitted) }
  })
}

const groupKey = (relationshipId: string | null, side: string | null) => `${relationshipId} ${side}`

/** The relationships of a wave, with the people who are known of each firm. */
function readRelationships(db: Db, { workspaceId, id: waveId }: ReadWave): Promise<RelationshipRow[]> {
  return db.$queryRaw<RelationshipRow[]>`
    WITH asked AS (
      SELECT DISTINCT a.relationship_id AS id FROM assignment a
      WHERE a.workspace_id = ${workspaceId}::uuid AND a.wave_id = ${waveId}::uuid),
    known AS (
      SELECT p.organization_id AS id, count(*)::int AS people FROM participant p
      WHERE p.workspace_id = ${workspaceId}::uuid AND p.active GROUP BY p.organization_id)
    SELECT l.id, l.code, b.name AS "buyerName", s.name AS "supplierName",
      coalesce(kb.people, 0) AS "buyerPeople", coalesce(ks.people, 0) AS "supplierPeople"
    FROM asked
    JOIN relationship l ON l.workspace_id = ${workspaceId}::uuid AND l.id = asked.id
    JOIN organization b ON b.workspace_id = l.workspace_id AND b.id = l.buyer_id
    JOIN organization s ON s.workspace_id = l.workspace_id AND s.id = l.supplier_id
    LEFT JOIN known kb ON kb.id = b.id
    LEFT JOIN known ks ON ks.id = s.id`
}
