import type { Db } from '#app/db/database.server'
import { Prisma } from '#app/db/generated/client'
import { startNow } from '#app/db/load-ahead'
import type { Answers } from '#app/instruments/answers'
import type { QualityFlag } from './quality-flags'
import { whoAnswered, whoseFirm } from './who-answered.server'

const PAGE = 1000

/** A response as measurement needs it: who gave it, in which language, what was answered and how. */
export interface AnsweredResponse {
  id: string
  relationshipId: string
  side: 'buyer' | 'supplier'
  language: string
  person: string
  firm: string
  answers: Answers
  flags: QualityFlag[]
}

/** All responses of a wave, one relationship after the other, read in pages: memory stays flat however many there are. */
export async function* streamAnswered(
  db: Db,
  { workspaceId, waveId }: { workspaceId: string; waveId: string },
): AsyncGenerator<AnsweredResponse[]> {
  const read = async (last: AnsweredResponse | undefined): Promise<AnsweredResponse[]> => {
    const after = last
      ? Prisma.sql`AND (r.relationship_id, r.id) > (${last.relationshipId}::uuid, ${last.id}::uuid)`
      : Prisma.empty
    return db.$queryRaw<AnsweredResponse[]>`
      SELECT r.id, r.relationship_id AS "relationshipId", r.side, r.language, r.answers, r.flags,
             who.person, employer.firm
      FROM response r ${whoAnswered(workspaceId)} ${whoseFirm(workspaceId)}
      WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ${waveId}::uuid ${after}
      ORDER BY r.relationship_id, r.id
      LIMIT ${PAGE}`
  }
  let own: AnsweredResponse[] = []
  let ahead: Promise<AnsweredResponse[]> | undefined = startNow(read(undefined))
  while (ahead) {
    const page: AnsweredResponse[] = await ahead
    ahead = page.length === PAGE ? startNow(read(page.at(-1))) : undefined
    for (const response of page) {
      if (own[0] && own[0].relationshipId !== response.relationshipId) {
        yield own
        own = []
      }
      own.push(response)
    }
  }
  if (own.length > 0) yield own
}
