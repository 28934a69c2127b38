import type { Db } from '#app/db/database.server'
import { findOpenPromises } from '#app/evidence/promises/promises.server'
import { asksAboutPromises, fillPromises } from '#app/instruments/fill-promises'
import type { Instrument, InstrumentText, Respondent } from '#app/instruments/instrument-schema'
import { isAboutFirm } from '#app/instruments/is-about-firm'
import { loadTemplate } from '#app/instruments/load-template.server'
import { templateText } from '#app/instruments/template'
import { visibleInstrument } from '#app/instruments/visible-instrument'
import type { FoundInvitation } from './find-invitation.server'
import type { FoundAssignment } from './found-assignment'
import { type OpenLinkInput, openLink } from './open-link.server'
import { refusedPage } from './refused-page'

export interface OpenedQuestionnaire {
  invitation: FoundInvitation
  assignment: FoundAssignment
  respondent: Respondent
  /** all questions that this person can be asked, whatever is answered */
  instrument: Instrument
  text: InstrumentText
}

export type OpenQuestionnaireResult =
  | ({ ok: true } & OpenedQuestionnaire)
  | ({ ok: false } & ReturnType<typeof refusedPage>)

/**
 * One questionnaire behind a personal link, or the friendly page that is shown instead; another person's is unknown.
 * Changes nothing.
 */
export async function openQuestionnaire(db: Db, input: OpenLinkInput): Promise<OpenQuestionnaireResult> {
  const link = await openLink(db, input)
  if (!link.ok) return link
  const { invitation, assignment } = link
  const { language } = invitation
  if (!assignment)
    return { ok: false, ...refusedPage({ reason: 'unknown', language, isLost: input.isPost ?? false, invitation }) }
  const template = await loadTemplate(db, invitation)
  const respondent: Respondent = {
    side: assignment.side,
    function: invitation.function,
    answersForFirm: invitation.answersForFirm && assignment.position === 0,
  }
  const asked = visibleInstrument(template.instrument, respondent)
  const promises = asksAboutPromises(asked)
    ? await findOpenPromises(db, { ...assignment, at: invitation.openedAt })
    : []
  const instrument = fillPromises(asked, promises)
  const text = templateText(template, language, assignment.side)
  return {
    ...{ ok: true, invitation, respondent, instrument, text },
    assignment: { ...assignment, isAboutFirm: isAboutFirm(instrument) },
  }
}
