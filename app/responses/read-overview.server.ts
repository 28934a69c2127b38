import type { Db } from '#app/db/database.server'
import type { Saves } from './saves'

export interface AskedRelationship {
  assignmentId: string
  partnerName: string
  side: string
  position: number
  /** `passed-on`: the person said that it is no longer theirs */
  state: 'open' | 'started' | 'done' | 'passed-on'
  saves: Saves
}

/** The same with what follows from the questions: whether nothing is asked about the relationship, but about the own firm. */
export type ShownRelationship = AskedRelationship & { isAboutFirm: boolean }

export interface Overview {
  personName: string
  organizationName: string
  /** the promise as it was worded when the wave opened; null for a wave of before promises were stored */
  promiseText: string | null
  /** the most important first */
  relationships: AskedRelationship[]
}

interface InvitationKey {
  workspaceId: string
  id: string
  waveId: string
  participantId: string
  language: string
}

/** Who is asked, about which relationships, and how far each is. */
export async function readOverview(db: Db, invitation: InvitationKey): Promise<Overview> {
  const { workspaceId, id, waveId, participantId, language } = invitation
  // two statements with few joins: planning one with eight takes longer than running both
  const [person] = await db.$queryRaw<Omit<Overview, 'relationships'>[]>`
    SELECT p.name AS "personName", own.name AS "organizationName",
           (SELECT pt.text FROM promise_text pt
            WHERE pt.workspace_id = p.workspace_id AND pt.wave_id = ${waveId}::uuid
              AND pt.language = ${language}) AS "promiseText"
    FROM participant p
    JOIN organization own ON own.workspace_id = p.workspace_id AND own.id = p.organization_id
    WHERE p.workspace_id = ${workspaceId}::uuid AND p.id = ${participantId}::uuid`
  const relationships = await db.$queryRaw<AskedRelationship[]>`
    SELECT a.id AS "assignmentId", partner.name AS "partnerName", a.side, a.position, a.saves,
           CASE WHEN EXISTS (SELECT 1 FROM response r
                             WHERE r.workspace_id = a.workspace_id AND r.wave_id = ${waveId}::uuid
                               AND r.relationship_id = a.relationship_id AND r.id = a.id) THEN 'done'
                WHEN EXISTS (SELECT 1 FROM handover h WHERE h.workspace_id = a.workspace_id AND h.id = a.id) THEN 'passed-on'
                WHEN EXISTS (SELECT 1 FROM draft d WHERE d.workspace_id = a.workspace_id AND d.id = a.id) THEN 'started'
                ELSE 'open' END AS state
    FROM assignment a
    JOIN relationship rel ON rel.workspace_id = a.workspace_id AND rel.id = a.relationship_id
    JOIN organization partner ON partner.workspace_id = a.workspace_id
      AND partner.id = CASE a.side WHEN 'buyer' THEN rel.supplier_id ELSE rel.buyer_id END
    WHERE a.workspace_id = ${workspaceId}::uuid AND a.invitation_id = ${id}::uuid
    ORDER BY a.position, a.id`
  if (!person) throw new Error('the participant is gone')
  return { ...person, relationships }
}
