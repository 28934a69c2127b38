import type { Db } from '#app/db/database.server'
import { Prisma } from '#app/db/generated/client'
import type { Scores } from '#app/instruments/answers'

const PAGE = 2000

/** A response as publication needs it: who gave it, for which firm and function, and its scores. */
export interface StoredScores {
  id: string
  relationshipId: string
  side: 'buyer' | 'supplier'
  function: string
  language: string
  person: string
  firm: string
  scores: Scores
}

interface WaveKey {
  workspaceId: string
  waveId: string
}

/** All responses of a wave, ordered by relationship and id, read in pages: memory stays flat however many there are. */
async function* streamScores(db: Db, { workspaceId, waveId }: WaveKey): AsyncGenerator<StoredScores> {
  let last: StoredScores | undefined
  for (;;) {
    const after = last
      ? Prisma.sql`AND (r.relationship_id, r.id) > (${last.relationshipId}::uuid, ${last.id}::uuid)`
      : Prisma.empty
    const page: StoredScores[] = await db.$queryRaw<StoredScores[]>`
      SELECT r.id, r.relationship_id AS "relationshipId", r.side, r.function, r.language, r.scores,
             i.participant_id AS person, p.organization_id AS firm
      FROM response r
      JOIN assignment a ON a.workspace_id = r.workspace_id AND a.id = r.id
      JOIN invitation i ON i.workspace_id = a.workspace_id AND i.id = a.invitation_id
      JOIN participant p ON p.workspace_id = i.workspace_id AND p.id = i.participant_id
      WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ${waveId}::uuid ${after}
      ORDER BY r.relationship_id, r.id
      LIMIT ${PAGE}`
    yield* page
    last = page.at(-1)
    if (page.length < PAGE) return
  }
}

export interface RelationshipReader {
  /** The responses about this relationship; relationships must be asked for in the order of their ids. */
  take(relationshipId: string): Promise<StoredScores[]>
}

/** A wave's responses, relationship by relationship, as far as they are asked for. */
export function readByRelationship(db: Db, wave: WaveKey): RelationshipReader {
  const stream = streamScores(db, wave)
  let next: StoredScores | undefined
  let isBegun = false
  const advance = async () => {
    const step = await stream.next()
    next = step.done ? undefined : step.value
  }
  return {
    async take(relationshipId) {
      if (!isBegun) await advance()
      isBegun = true
      const own: StoredScores[] = []
      while (next && next.relationshipId < relationshipId) await advance()
      while (next?.relationshipId === relationshipId) {
        own.push(next)
        await advance()
      }
      return own
    },
  }
}
