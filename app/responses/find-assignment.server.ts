import type { Db } from '#app/db/database.server'
import type { Answers } from '#app/instruments/answers'
import type { FieldValues } from '#app/instruments/field-values'
import type { Respondent } from '#app/instruments/instrument-schema'

export interface AssignmentDetails {
  /** which questions are asked follows from it */
  respondent: Respondent
  partnerName: string
  /** "2 of 7" */
  step: { number: number; of: number }
  /** what was typed so far, exactly as typed */
  draft: FieldValues
  submitted: { answers: Answers; at: Date } | undefined
}

interface DetailsRow extends Respondent {
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
  invitation: { workspaceId: string; id: string },
  assignmentId: string,
): Promise<AssignmentDetails | undefined> {
  const [found] = await db.$queryRaw<DetailsRow[]>`
    SELECT a.side, p."function", partner.name AS "partnerName", d.fields, r.answers, r.submitted_at AS "submittedAt", step.number, step.of
    FROM assignment a
    JOIN invitation i ON i.workspace_id = a.workspace_id AND i.id = a.invitation_id
    JOIN participant p ON p.workspace_id = i.workspace_id AND p.id = i.participant_id
    JOIN relationship rel ON rel.workspace_id = a.workspace_id AND rel.id = a.relationship_id
    JOIN organization partner ON partner.workspace_id = a.workspace_id
      AND partner.id = CASE a.side WHEN 'buyer' THEN rel.supplier_id ELSE rel.buyer_id END
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS of, (count(*) FILTER (WHERE (b.position, b.id) <= (a.position, a.id)))::int AS number
      FROM assignment b WHERE b.workspace_id = a.workspace_id AND b.invitation_id = a.invitation_id
    ) AS step
    LEFT JOIN draft d ON d.workspace_id = a.workspace_id AND d.id = a.id
    LEFT JOIN response r ON r.workspace_id = a.workspace_id AND r.id = a.id
    WHERE a.workspace_id = ${invitation.workspaceId}::uuid AND a.invitation_id = ${invitation.id}::uuid
      AND a.id = ${assignmentId}::uuid`
  if (!found) return undefined
  const { side, function: ownFunction, partnerName, number, of, fields, answers, submittedAt } = found
  return {
    respondent: { side, function: ownFunction },
    partnerName,
    step: { number, of },
    draft: fields ?? {},
    submitted: answers && submittedAt ? { answers, at: submittedAt } : undefined,
  }
}
