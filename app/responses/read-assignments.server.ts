import type { Db } from '#app/db/database.server'
import type { Answers } from '#app/instruments/answers'
import type { FieldValues } from '#app/instruments/field-values'

export interface AssignmentRow {
  id: string
  partnerName: string
  state: 'open' | 'started' | 'done'
}

interface InvitationKey {
  workspaceId: string
  id: string
}

/** The relationships that an invitation asks about, the most important first, and how far each is. */
export async function listAssignments(db: Db, invitation: InvitationKey): Promise<AssignmentRow[]> {
  return db.$queryRaw<AssignmentRow[]>`
    SELECT a.id, partner.name AS "partnerName",
           CASE WHEN r.id IS NOT NULL THEN 'done' WHEN d.id IS NOT NULL THEN 'started' ELSE 'open' END AS state
    FROM assignment a
    JOIN relationship rel ON rel.workspace_id = a.workspace_id AND rel.id = a.relationship_id
    JOIN organization partner ON partner.workspace_id = a.workspace_id
      AND partner.id = CASE a.side WHEN 'buyer' THEN rel.supplier_id ELSE rel.buyer_id END
    LEFT JOIN draft d ON d.workspace_id = a.workspace_id AND d.id = a.id
    LEFT JOIN response r ON r.workspace_id = a.workspace_id AND r.id = a.id
    WHERE a.workspace_id = ${invitation.workspaceId}::uuid AND a.invitation_id = ${invitation.id}::uuid
    ORDER BY a.position, a.id`
}

export interface AssignmentDetails {
  id: string
  partnerName: string
  /** "2 of 7" */
  step: { number: number; of: number }
  /** what was typed so far, exactly as typed */
  draft: FieldValues
  submitted: { answers: Answers; at: Date } | undefined
}

interface DetailsRow {
  id: string
  partnerName: string
  number: number
  of: number
  fields: FieldValues | null
  answers: Answers | null
  submittedAt: Date | null
}

/** One questionnaire of an invitation; undefined for the questionnaires of anybody else. */
export async function findAssignment(
  db: Db,
  invitation: InvitationKey,
  assignmentId: string,
): Promise<AssignmentDetails | undefined> {
  const [found] = await db.$queryRaw<DetailsRow[]>`
    SELECT a.id, partner.name AS "partnerName", d.fields, r.answers, r.submitted_at AS "submittedAt",
           count(others.id)::int AS "of",
           (count(others.id) FILTER (WHERE (others.position, others.id) <= (a.position, a.id)))::int AS number
    FROM assignment a
    JOIN assignment others ON others.workspace_id = a.workspace_id AND others.invitation_id = a.invitation_id
    JOIN relationship rel ON rel.workspace_id = a.workspace_id AND rel.id = a.relationship_id
    JOIN organization partner ON partner.workspace_id = a.workspace_id
      AND partner.id = CASE a.side WHEN 'buyer' THEN rel.supplier_id ELSE rel.buyer_id END
    LEFT JOIN draft d ON d.workspace_id = a.workspace_id AND d.id = a.id
    LEFT JOIN response r ON r.workspace_id = a.workspace_id AND r.id = a.id
    WHERE a.workspace_id = ${invitation.workspaceId}::uuid AND a.invitation_id = ${invitation.id}::uuid
      AND a.id = ${assignmentId}::uuid
    GROUP BY a.id, partner.name, d.fields, r.answers, r.submitted_at`
  if (!found) return undefined
  const { number, of, fields, answers, submittedAt, ...assignment } = found
  return {
    ...assignment,
    step: { number, of },
    draft: fields ?? {},
    submitted: answers && submittedAt ? { answers, at: submittedAt } : undefined,
  }
}
