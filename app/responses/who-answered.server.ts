import { Prisma } from '#app/db/generated/client'

/**
 * Joined to a response `r` of the workspace: `who.person` and `who.firm`. OFFSET 0 keeps PostgreSQL from joining whole tables for each batch, which
 * it holds to be cheaper than looking some hundred people up.
 */
export const whoAnswered = (workspaceId: string) => Prisma.sql`CROSS JOIN LATERAL (
  SELECT i.participant_id AS person, p.organization_id AS firm
  FROM assignment a
  JOIN invitation i ON i.workspace_id = a.workspace_id AND i.id = a.invitation_id
  JOIN participant p ON p.workspace_id = i.workspace_id AND p.id = i.participant_id
  WHERE a.workspace_id = ${workspaceId}::uuid AND a.id = r.id OFFSET 0
) AS who`
