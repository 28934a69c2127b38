import { createTranslator } from '#app/i18n/create-translator'
import type { FoundInvitation } from './find-invitation.server'
import { pageIn, type RespondentPage } from './respondent-page'

export type RefusalReason = 'unknown' | 'revoked' | 'closed' | 'paused'

/** Shown instead of a questionnaire: why, and whom to ask where the link was real. */
export interface RefusedPage extends RespondentPage {
  title: string
  refused: {
    reason: RefusalReason
    /** something was sent along: it must be said that it was not stored */
    isLost: boolean
    /** answers were taken back a moment ago, in the time of grace: nothing is left that could be shown */
    isWithdrawn?: boolean
    contact: { contactName: string; contactEmail: string; studyName: string } | undefined
  }
}

interface Refusal {
  reason: RefusalReason
  language: string
  isLost?: boolean
  invitation?: FoundInvitation
}

/** A pause ends: whoever asks may ask again. */
const STATUS = { unknown: 404, revoked: 410, closed: 410, paused: 503 } as const

/** The friendly page for what cannot be answered, with the HTTP status that it is sent with. */
export function refusedPage({ reason, language, isLost = false, invitation }: Refusal): {
  page: RefusedPage
  status: number
} {
  const common = pageIn(language)
  const { t } = createTranslator(common.language, common.texts)
  const contact = invitation && {
    contactName: invitation.contactName,
    contactEmail: invitation.contactEmail,
    studyName: invitation.studyName,
  }
  const title = t(`respond.refused.${reason}.title`)
  return { page: { ...common, title, refused: { reason, isLost, contact } }, status: STATUS[reason] }
}
