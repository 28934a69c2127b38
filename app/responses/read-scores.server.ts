import type { Db } from '#app/db/database.server'
import type { Scores } from '#app/instruments/answers'
import { whoAnswered, whoseFirm } from './who-answered.server'

/** A response as publication needs it: who gave it, for which firm and function, and its scores. */
export interface StoredScores {
  waveId: string
  relationshipId: string
  side: 'buyer' | 'supplier'
  function: string
  person: string
  firm: string
  scores: Scores
  /** signs of careless answering */
  flags: string[]
}

/** Where scores belong, and not whose they are. */
export type PlacedScores = Pick<StoredScores, 'waveId' | 'relationshipId' | 'side' | 'scores'>

interface ReadScores {
  workspaceId: string
  waveIds: readonly string[]
  /** as many as fit into memory with all their responses */
  relationshipIds: readonly string[]
}

/** The scores alone of a wave's responses about some relationships: where nobody asks whose they are, no table is joined. */
export function readScoresOnly(
  db: Db,
  { workspaceId, waveId, relationshipIds }: Omit<ReadScores, 'waveIds'> & { waveId: string },
): Promise<PlacedScores[]> {
  return db.$queryRaw<PlacedScores[]>`
    SELECT r.wave_id AS "waveId", r.relationship_id AS "relationshipId", r.side, r.scores FROM response r
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ${waveId}::uuid
      AND r.relationship_id = ANY(${relationshipIds}::uuid[])
    ORDER BY r.relationship_id, r.id`
}

/** The responses of some waves about some relationships, in an order that stays the same. */
export function readScores(db: Db, { workspaceId, waveIds, relationshipIds }: ReadScores): Promise<StoredScores[]> {
  return db.$queryRaw<StoredScores[]>`
    SELECT r.wave_id AS "waveId", r.relationship_id AS "relationshipId", r.side, r.function, r.scores, r.flags,
           who.person, employer.firm
    FROM response r ${whoAnswered(workspaceId)} ${whoseFirm(workspaceId)}
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ANY(${waveIds}::uuid[])
      AND r.relationship_id = ANY(${relationshipIds}::uuid[])
    ORDER BY r.relationship_id, r.id`
}
