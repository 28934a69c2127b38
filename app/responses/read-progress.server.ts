import type { Db } from '#app/db/database.server'
import type { Answers } from '#app/instruments/answers'
import type { FieldValues } from '#app/instruments/field-values'
import type { FoundAssignment } from './found-assignment'
import type { Saves } from './saves'

export interface Progress {
  /** whom the questions are about: the other firm, or the person's own */
  partnerName: string
  /** "2 of 7" */
  step: { number: number; of: number }
  /** what was typed so far, exactly as typed */
  draft: FieldValues
  /** counts the saves; 0 where nothing was saved yet */
  revision: number
  saves: Saves
  submitted: { answers: Answers; at: Date } | undefined
}

interface ProgressRow {
  partnerName: string
  number: number
  of: number
  fields: FieldValues | null
  revision: number
  saves: Saves
  answers: Answers | null
  submittedAt: Date | null
}

/** What the page of one questionnaire shows beside the questions. */
export async function readProgress(db: Db, assignment: FoundAssignment): Promise<Progress> {
  const { workspaceId, id, invitationId, waveId, relationshipId, isAboutFirm = false } = assignment
  // all columns of the response's index: without statistics the planner might choose it and read the whole workspace
  const [found] = await db.$queryRaw<ProgressRow[]>`
    SELECT partner.name AS "partnerName", d.fields, a.revision, a.saves, r.answers, r.submitted_at AS "submittedAt",
           (SELECT count(*)::int FROM assignment b
            WHERE b.workspace_id = a.workspace_id AND b.invitation_id = ${invitationId}::uuid) AS of,
           (SELECT count(*)::int FROM assignment b
            WHERE b.workspace_id = a.workspace_id AND b.invitation_id = ${invitationId}::uuid
              AND (b.position, b.id) <= (a.position, a.id)) AS number
    FROM assignment a
    JOIN relationship rel ON rel.workspace_id = a.workspace_id AND rel.id = a.relationship_id
    JOIN organization partner ON partner.workspace_id = a.workspace_id
      AND partner.id = CASE (a.side = 'buyer') <> ${isAboutFirm}::boolean WHEN true THEN rel.supplier_id ELSE rel.buyer_id END
    LEFT JOIN draft d ON d.workspace_id = a.workspace_id AND d.id = a.id
    LEFT JOIN response r ON r.workspace_id = a.workspace_id AND r.wave_id = ${waveId}::uuid
      AND r.relationship_id = ${relationshipId}::uuid AND r.id = a.id
    WHERE a.workspace_id = ${workspaceId}::uuid AND a.id = ${id}::uuid`
  if (!found) throw new Error('the assignment is gone')
  const { partnerName, number, of, fields, revision, saves, answers, submittedAt } = found
  return {
    partnerName,
    step: { number, of },
    draft: fields ?? {},
    revision,
    saves,
    submitted: answers && submittedAt ? { answers, at: submittedAt } : undefined,
  }
}
