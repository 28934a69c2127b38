import type { Db } from '#app/db/database.server'
import { Prisma } from '#app/db/generated/client'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import { makeInvitationToken } from '#app/studies/invitation-token.server'
import { GRACE_UNTIL, isBegun } from './takes-answers.server'

export interface OwnSurvey {
  workspaceId: string
  workspaceName: string
  studyName: string
  /** for who has begun, some time after the wave's end */
  closesAt: Date
  /** relationships that are asked about, and those that were answered */
  asked: number
  answered: number
  /** of the personal link */
  token: string
}

// over all workspaces: a part of the looks below
/** SQL: until when the invitation `i` into the wave `w` is open, by the same rule as its link; null where it is not. */
const OPEN_UNTIL = Prisma.sql`CASE WHEN w.state = 'open' AND w.closes_at > now() THEN w.closes_at
  WHEN ${GRACE_UNTIL} > now() AND EXISTS (SELECT 1 FROM assignment a
    WHERE a.workspace_id = i.workspace_id AND a.invitation_id = i.id AND ${isBegun(Prisma.sql`a.workspace_id`)}) THEN ${GRACE_UNTIL} END`

/**
 * What somebody is asked now, by the address that they have shown to be theirs; what closes first stands first. The links
 * are those of their mails.
 */
export async function listOwnSurveys(db: Db, secret: string, email: string): Promise<OwnSurvey[]> {
  // over all workspaces: whoever is asked does not know, and need not know, which of them asks
  const rows = await acrossWorkspaces(
    () => db.$queryRaw<(Omit<OwnSurvey, 'token'> & { invitationId: string })[]>`
    SELECT i.workspace_id AS "workspaceId", i.id AS "invitationId", own.name AS "workspaceName", s.name AS "studyName",
      ends.at AS "closesAt",
      (SELECT count(*)::int FROM assignment a WHERE a.workspace_id = i.workspace_id AND a.invitation_id = i.id) AS asked,
      (SELECT count(*)::int FROM assignment a JOIN response r ON r.workspace_id = a.workspace_id AND r.id = a.id
        WHERE a.workspace_id = i.workspace_id AND a.invitation_id = i.id) AS answered
    FROM workspace own
    JOIN participant p ON p.workspace_id = own.id AND p.email = ${email}
    JOIN invitation i ON i.workspace_id = p.workspace_id AND i.participant_id = p.id AND i.revoked_at IS NULL
    JOIN wave w ON w.workspace_id = i.workspace_id AND w.id = i.wave_id AND w.state IN ('open', 'closing')
    JOIN study s ON s.workspace_id = w.workspace_id AND s.id = w.study_id
    CROSS JOIN LATERAL (SELECT ${OPEN_UNTIL} AS at) ends
    WHERE ends.at IS NOT NULL
    ORDER BY ends.at, i.id`,
  )
  return rows.map(({ invitationId, ...survey }) => ({
    ...survey,
    token: makeInvitationToken(secret, survey.workspaceId, invitationId),
  }))
}

/**
 * In which workspace a person with this address is known, and by which name: first where something is asked of them now.
 * Whoever was asked before may sign in, too, to see what is stored about them. Undefined where nobody knows the address.
 */
export async function findAsked(db: Db, email: string): Promise<{ workspaceId: string; name: string } | undefined> {
  // over all workspaces: the look that starts from an address, as that for members does
  const [asked] = await acrossWorkspaces(
    () => db.$queryRaw<{ workspaceId: string; name: string }[]>`
    SELECT p.workspace_id AS "workspaceId", p.name
    FROM workspace own
    JOIN participant p ON p.workspace_id = own.id AND p.email = ${email}
    ORDER BY EXISTS (SELECT 1 FROM invitation i
      JOIN wave w ON w.workspace_id = i.workspace_id AND w.id = i.wave_id AND w.state IN ('open', 'closing')
      WHERE i.workspace_id = p.workspace_id AND i.participant_id = p.id AND i.revoked_at IS NULL) DESC, p.created_at
    LIMIT 1`,
  )
  return asked
}
