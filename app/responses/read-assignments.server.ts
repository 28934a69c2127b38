import type { Db } from '#app/db/database.server'
import type { Answers } from '#app/instruments/answers'
import type { FieldValues } from '#app/instruments/field-values'
import type { Side } from '#app/trust/scored-response'

export interface AssignmentRow {
  id: string
  side: Side
  partnerName: string
  state: 'open' | 'started' | 'done'
}

interface InvitationKey {
  workspaceId: string
  id: string
}

const partnerOf = { buyer: { select: { name: true } }, supplier: { select: { name: true } } } as const

/** The relationships that an invitation asks about, the most important first, and how far each is. */
export async function listAssignments(db: Db, invitation: InvitationKey): Promise<AssignmentRow[]> {
  const { workspaceId, id: invitationId } = invitation
  const assignments = await db.assignment.findMany({
    where: { workspaceId, invitationId },
    orderBy: { position: 'asc' },
    include: {
      relationship: { select: partnerOf },
      draft: { select: { id: true } },
      response: { select: { id: true } },
    },
  })
  return assignments.map(({ id, side, relationship, draft, response }) => ({
    id,
    side: side as Side,
    partnerName: side === 'buyer' ? relationship.supplier.name : relationship.buyer.name,
    state: response ? 'done' : draft ? 'started' : 'open',
  }))
}

export interface AssignmentDetails {
  id: string
  side: Side
  relationshipId: string
  partnerName: string
  function: string
  /** "2 of 7" */
  step: { number: number; of: number }
  /** what was typed so far, exactly as typed */
  draft: FieldValues
  submitted: { answers: Answers; at: Date } | undefined
}

/** One questionnaire of an invitation; undefined for the questionnaires of anybody else. */
export async function findAssignment(
  db: Db,
  invitation: InvitationKey,
  assignmentId: string,
): Promise<AssignmentDetails | undefined> {
  const { workspaceId, id: invitationId } = invitation
  const found = await db.assignment.findUnique({
    where: { workspaceId_id: { workspaceId, id: assignmentId }, invitationId },
    include: {
      relationship: { select: partnerOf },
      invitation: { select: { participant: { select: { function: true } }, _count: { select: { assignments: true } } } },
      draft: { select: { fields: true } },
      response: { select: { answers: true, submittedAt: true } },
    },
  })
  if (!found) return undefined
  return {
    id: found.id,
    side: found.side as Side,
    relationshipId: found.relationshipId,
    partnerName: found.side === 'buyer' ? found.relationship.supplier.name : found.relationship.buyer.name,
    function: found.invitation.participant.function,
    step: { number: found.position + 1, of: found.invitation._count.assignments },
    draft: (found.draft?.fields ?? {}) as FieldValues,
    submitted: found.response
      ? { answers: found.response.answers as Answers, at: found.response.submittedAt }
      : undefined,
  }
}
