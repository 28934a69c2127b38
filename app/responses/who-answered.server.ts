import { Prisma } from '#app/db/generated/client'

/**
 * Joined to a response `r` of the workspace: `who.person`. OFFSET 0 keeps PostgreSQL from joining whole tables for each batch, which
 * it holds to be cheaper than looking some hundred people up.
 */
export const whoAnswered = (workspaceId: string) => Prisma.sql`CROSS JOIN LATERAL (
  SELECT i.participant_id AS person
  FROM assignment a
  JOIN invitation i ON i.workspace_id = a.workspace_id AND i.id = a.invitation_id
  WHERE a.workspace_id = ${workspaceId}::uuid AND a.id = r.id OFFSET 0
) AS who`

/** After `whoAnswered`: `employer.firm`, which the person works for. */
export const whoseFirm = (workspaceId: string) => Prisma.sql`CROSS JOIN LATERAL (
  SELECT p.organization_id AS firm FROM participant p
  WHERE p.workspace_id = ${workspaceId}::uuid AND p.id = who.person OFFSET 0
) AS employer`
