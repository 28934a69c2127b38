import type { Db } from '#app/db/database.server'
import type { FieldValues } from '#app/instruments/field-values'
import { loadTemplate } from '#app/instruments/load-template.server'
import { type Template, templateText } from '#app/instruments/template'
import type { FoundInvitation } from './find-invitation.server'
import type { FoundAssignment } from './found-assignment'
import type { OpenedQuestionnaire } from './open-questionnaire.server'
import type { Progress } from './read-progress.server'
import type { Saves } from './saves'
import { standsSideBySide } from './side-by-side'

export interface OpenedFirm extends Pick<Progress, 'partnerName' | 'draft' | 'revision' | 'saves'> {
  opened: OpenedQuestionnaire
}

/**
 * The questionnaires of an invitation that are still to be answered, where they fit on one page side by side.
 * @returns undefined where they do not
 */
export async function openSideBySide(db: Db, invitation: FoundInvitation): Promise<OpenedFirm[] | undefined> {
  const template = await loadTemplate(db, invitation)
  if (!standsSideBySide(template.instrument)) return undefined
  const { workspaceId, id: invitationId, waveId, takesOnlyBegun } = invitation
  const name = { select: { name: true } } as const
  const assignments = await db.assignment.findMany({
    where: {
      ...{ workspaceId, invitationId, waveId, response: null, handover: null },
      ...(takesOnlyBegun && { draft: { isNot: null } }),
    },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: {
      ...{ id: true, relationshipId: true, side: true, position: true, revision: true, saves: true },
      draft: { select: { fields: true } },
      relationship: { select: { buyer: name, supplier: name } },
    },
  })
  return assignments.map(({ draft, relationship, side, revision, saves, ...row }) => {
    const assignment = { workspaceId, invitationId, waveId, ...row, side: side as FoundAssignment['side'] }
    return {
      opened: openFirm(invitation, assignment, template),
      partnerName: (side === 'buyer' ? relationship.supplier : relationship.buyer).name,
      draft: (draft?.fields ?? {}) as FieldValues,
      revision,
      saves: saves as unknown as Saves,
    }
  })
}

/** Everybody is asked every question of such a form, so nothing depends on the person. */
function openFirm(invitation: FoundInvitation, assignment: FoundAssignment, template: Template): OpenedQuestionnaire {
  const { side } = assignment
  return {
    invitation,
    assignment,
    respondent: { side, function: invitation.function },
    instrument: template.instrument,
    text: templateText(template, invitation.language, side),
  }
}
