import type { Db } from '#app/db/database.server'
import type { Respondent } from '#app/instruments/instrument-schema'

export interface FoundAssignment {
  workspaceId: string
  id: string
  invitationId: string
  waveId: string
  relationshipId: string
  side: Respondent['side']
  /** place in the invitation, from 0; the first one also carries what is asked once */
  position: number
  /** whether nothing is asked about the relationship, but about the person's own firm; known once the questions are */
  isAboutFirm?: boolean
}

/** One relationship that an invitation asks about; undefined for what is asked of anybody else. */
export async function findAssignment(
  db: Db,
  key: { workspaceId: string; invitationId: string; id: string },
): Promise<FoundAssignment | undefined> {
  const { workspaceId, invitationId, id } = key
  const found = await db.assignment.findUnique({
    where: { workspaceId_id: { workspaceId, id }, invitationId },
    select: { waveId: true, relationshipId: true, side: true, position: true },
  })
  return found ? { ...key, ...found, side: found.side as Respondent['side'] } : undefined
}
