import type { Db } from '#app/db/database.server'
import type { Instrument, InstrumentText } from '#app/instruments/instrument-schema'
import { findInstrument, instrumentText } from '#app/instruments/templates'
import { visibleInstrument } from '#app/instruments/visible-instrument'
import { type FoundAssignment, findAssignment } from './find-assignment.server'
import type { FoundInvitation } from './find-invitation.server'
import { type OpenLinkInput, openLink } from './open-link.server'
import { refusedPage } from './refused-page'

export type OpenQuestionnaireResult =
  | {
      ok: true
      invitation: FoundInvitation
      assignment: FoundAssignment
      /** the questions that this person is asked */
      instrument: Instrument
      text: InstrumentText
    }
  | ({ ok: false } & ReturnType<typeof refusedPage>)

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * One questionnaire behind a personal link, or the friendly page that is shown instead; another person's is unknown.
 * Changes nothing.
 */
export async function openQuestionnaire(
  db: Db,
  input: OpenLinkInput & { assignmentId: string | undefined },
): Promise<OpenQuestionnaireResult> {
  const { assignmentId: id = '', isPost = false } = input
  const link = await openLink(db, input)
  if (!link.ok) return link
  const { invitation } = link
  const { workspaceId, language, instrumentName, instrumentVersion } = invitation
  const assignment = UUID.test(id) && (await findAssignment(db, { workspaceId, invitationId: invitation.id, id }))
  if (!assignment) return { ok: false, ...refusedPage({ reason: 'unknown', language, isLost: isPost, invitation }) }
  const whole = findInstrument(instrumentName, instrumentVersion)
  if (!whole) throw new Error(`the instrument ${instrumentName}@${instrumentVersion} is not shipped with this version`)
  const instrument = visibleInstrument(whole, { side: assignment.side, function: invitation.function })
  const text = instrumentText(whole, language, assignment.side)
  return { ok: true, invitation, assignment, instrument, text }
}
