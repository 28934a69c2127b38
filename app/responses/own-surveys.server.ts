import type { Db } from '#app/db/database.server'
import { makeInvitationToken } from '#app/studies/invitation-token.server'

export interface OwnSurvey {
  workspaceId: string
  workspaceName: string
  studyName: string
  closesAt: Date
  /** relationships that are asked about, and those that were answered */
  asked: number
  answered: number
  /** of the personal link */
  token: string
}

/**
 * What somebody is asked now, by the address that they have shown to be theirs; what closes first stands first. The links
 * are those of their mails.
 */
export async function listOwnSurveys(db: Db, secret: string, email: string): Promise<OwnSurvey[]> {
  // over all workspaces: whoever is asked does not know, and need not know, which of them asks
  const rows = await db.$queryRaw<(Omit<OwnSurvey, 'token'> & { invitationId: string })[]>`
    SELECT i.workspace_id AS "workspaceId", i.id AS "invitationId", w.name AS "workspaceName", s.name AS "studyName",
      v.closes_at AS "closesAt",
      (SELECT count(*)::int FROM assignment a WHERE a.workspace_id = i.workspace_id AND a.invitation_id = i.id) AS asked,
      (SELECT count(*)::int FROM assignment a JOIN response r ON r.workspace_id = a.workspace_id AND r.id = a.id
        WHERE a.workspace_id = i.workspace_id AND a.invitation_id = i.id) AS answered
    FROM workspace w
    JOIN participant p ON p.workspace_id = w.id AND p.email = ${email}
    JOIN invitation i ON i.workspace_id = p.workspace_id AND i.participant_id = p.id AND i.revoked_at IS NULL
    JOIN wave v ON v.workspace_id = i.workspace_id AND v.id = i.wave_id AND v.state = 'open'
    JOIN study s ON s.workspace_id = v.workspace_id AND s.id = v.study_id
    ORDER BY v.closes_at, i.id`
  return rows.map(({ invitationId, ...survey }) => ({
    ...survey,
    token: makeInvitationToken(secret, survey.workspaceId, invitationId),
  }))
}

/** In whose name a person with this address is asked something now; undefined where nobody asks. */
export async function findAsked(db: Db, email: string): Promise<{ workspaceId: string; name: string } | undefined> {
  // over all workspaces: the look that starts from an address, as that for members does
  const [asked] = await db.$queryRaw<{ workspaceId: string; name: string }[]>`
    SELECT p.workspace_id AS "workspaceId", p.name
    FROM workspace w
    JOIN participant p ON p.workspace_id = w.id AND p.email = ${email}
    JOIN invitation i ON i.workspace_id = p.workspace_id AND i.participant_id = p.id AND i.revoked_at IS NULL
    JOIN wave v ON v.workspace_id = i.workspace_id AND v.id = i.wave_id AND v.state = 'open'
    ORDER BY v.closes_at LIMIT 1`
  return asked
}
