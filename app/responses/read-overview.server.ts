import type { Db } from '#app/db/database.server'

export interface AskedRelationship {
  assignmentId: string
  partnerName: string
  state: 'open' | 'started' | 'done'
}

export interface Overview {
  personName: string
  organizationName: string
  /** the most important first */
  relationships: AskedRelationship[]
}

interface OverviewRow extends AskedRelationship {
  personName: string
  organizationName: string
}

/** Who is asked, about which relationships, and how far each is. */
export async function readOverview(
  db: Db,
  invitation: { workspaceId: string; id: string; waveId: string },
): Promise<Overview> {
  const rows = await db.$queryRaw<OverviewRow[]>`
    SELECT a.id AS "assignmentId", partner.name AS "partnerName", p.name AS "personName", own.name AS "organizationName",
           CASE WHEN r.id IS NOT NULL THEN 'done' WHEN d.id IS NOT NULL THEN 'started' ELSE 'open' END AS state
    FROM assignment a
    JOIN invitation i ON i.workspace_id = a.workspace_id AND i.id = a.invitation_id
    JOIN participant p ON p.workspace_id = i.workspace_id AND p.id = i.participant_id
    JOIN organization own ON own.workspace_id = p.workspace_id AND own.id = p.organization_id
    JOIN relationship rel ON rel.workspace_id = a.workspace_id AND rel.id = a.relationship_id
    JOIN organization partner ON partner.workspace_id = a.workspace_id
      AND partner.id = CASE a.side WHEN 'buyer' THEN rel.supplier_id ELSE rel.buyer_id END
    LEFT JOIN draft d ON d.workspace_id = a.workspace_id AND d.id = a.id
    LEFT JOIN response r ON r.workspace_id = a.workspace_id AND r.wave_id = ${invitation.waveId}::uuid
      AND r.relationship_id = a.relationship_id AND r.id = a.id
    WHERE a.workspace_id = ${invitation.workspaceId}::uuid AND a.invitation_id = ${invitation.id}::uuid
    ORDER BY a.position, a.id`
  const { personName = '', organizationName = '' } = rows[0] ?? {}
  return {
    personName,
    organizationName,
    relationships: rows.map(({ assignmentId, partnerName, state }) => ({ assignmentId, partnerName, state })),
  }
}
