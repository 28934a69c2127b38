import type { Db } from '#app/db/database.server'
import { Prisma } from '#app/db/generated/client'
import { enterWorkspace } from '#app/db/wall/view.server'
import { hashInvitationToken } from '#app/studies/invitation-token.server'
import type { Audience } from '#app/studies/promise'
import type { FoundAssignment } from './found-assignment'
import { GRACE_UNTIL, isBegun } from './takes-answers.server'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const TOKEN = /^[\w-]{43}$/

export interface FoundInvitation {
  id: string
  workspaceId: string
  waveId: string
  participantId: string
  /** of the participant, at this moment */
  function: string
  language: string
  /** whether a browser has opened the link before */
  wasOpened: boolean
  /** when an administrator last took the link, to hand it over */
  linkShownAt: Date | null
  openedAt: Date
  /** for who has begun, some time after the wave's end */
  closesAt: Date
  /** the wave has ended: what was begun can be handed in, and nothing else is taken */
  takesOnlyBegun: boolean
  waveNumber: number
  studyName: string
  instrumentName: string
  instrumentVersion: number
  audience: Audience
  minimumGroupSize: number
  contactName: string
  contactEmail: string
  purpose: string
  retentionMonths: number
  /** whether the person answers the questions about the firm as a whole */
  answersForFirm: boolean
}

export type FindInvitationResult =
  /** `assignment` is the one that was asked for, where it is this invitation's */
  | { ok: true; invitation: FoundInvitation; assignment: FoundAssignment | undefined }
  /** `unknown` also stands for other workspaces' and malformed links: all look alike */
  | { ok: false; reason: 'unknown' }
  /** the link was real: its person may know what happened and whom to ask */
  | { ok: false; reason: 'revoked' | 'closed' | 'paused'; invitation: FoundInvitation }

interface InvitationRow extends Omit<FoundInvitation, 'workspaceId' | 'takesOnlyBegun'> {
  revokedAt: Date | null
  state: string
  assignmentId: string | null
  relationshipId: string
  side: FoundAssignment['side']
  position: number
  /** after the wave's end: until when what was begun can be handed in; null where what is asked for was not begun */
  graceUntil: Date | null
}

/** Who stands behind a personal link, looked up by the hash of its secret, and what of it is asked for. Changes nothing. */
export async function findInvitation(
  db: Db,
  link: { workspaceId: string; token: string; assignmentId?: string | undefined; now: Date },
): Promise<FindInvitationResult> {
  const { workspaceId, token, assignmentId = '', now } = link
  if (!UUID.test(workspaceId) || !TOKEN.test(token)) return { ok: false, reason: 'unknown' }
  // a link is of the workspace that it names: its secret is looked for there, and nowhere else
  enterWorkspace(workspaceId)
  const wanted = UUID.test(assignmentId) ? assignmentId : null
  // one statement: every request of a respondent starts here
  const [found] = await db.$queryRaw<InvitationRow[]>`
    SELECT i.id, i.wave_id AS "waveId", i.participant_id AS "participantId", i.language, p."function", i.revoked_at AS "revokedAt",
           i.was_opened AS "wasOpened", i.link_shown_at AS "linkShownAt",
           w.state, w.opened_at AS "openedAt", w.closes_at AS "closesAt", w.number AS "waveNumber", w.audience,
           w.minimum_group_size AS "minimumGroupSize", s.name AS "studyName", w.instrument_name AS "instrumentName",
           w.instrument_version AS "instrumentVersion", s.contact_name AS "contactName", s.contact_email AS "contactEmail",
           w.purpose, w.retention_months AS "retentionMonths",
           p.answers_for_firm AS "answersForFirm",
           a.id AS "assignmentId", a.relationship_id AS "relationshipId", a.side, a.position,
           CASE WHEN (w.state <> 'open' OR w.closes_at <= ${now}) AND ${GRACE_UNTIL} > ${now}
                  AND EXISTS (SELECT 1 FROM assignment a WHERE a.workspace_id = i.workspace_id AND a.invitation_id = i.id
                              AND (${wanted}::uuid IS NULL OR a.id = ${wanted}::uuid) AND ${isBegun(Prisma.sql`${workspaceId}::uuid`)})
                THEN ${GRACE_UNTIL} END AS "graceUntil"
    FROM invitation i
    JOIN participant p ON p.workspace_id = i.workspace_id AND p.id = i.participant_id
    JOIN wave w ON w.workspace_id = i.workspace_id AND w.id = i.wave_id
    JOIN study s ON s.workspace_id = w.workspace_id AND s.id = w.study_id
    LEFT JOIN assignment a ON a.workspace_id = i.workspace_id AND a.id = ${wanted}::uuid AND a.invitation_id = i.id
    WHERE i.workspace_id = ${workspaceId}::uuid AND i.token_hash = ${hashInvitationToken(token)}`
  if (!found) return { ok: false, reason: 'unknown' }
  const { revokedAt, state, graceUntil, assignmentId: id, relationshipId, side, position, ...row } = found
  const invitation = { ...row, workspaceId, takesOnlyBegun: false }
  const { id: invitationId, waveId } = row
  const assignment = id ? { workspaceId, id, invitationId, waveId, relationshipId, side, position } : undefined
  if (revokedAt) return { ok: false, reason: 'revoked', invitation }
  if (state === 'paused') return { ok: false, reason: 'paused', invitation }
  if (state === 'open' && row.closesAt > now) return { ok: true, invitation, assignment }
  if (graceUntil)
    return { ok: true, invitation: { ...invitation, closesAt: graceUntil, takesOnlyBegun: true }, assignment }
  return { ok: false, reason: 'closed', invitation }
}
