import { data } from '@remix-run/node'
import { FALLBACK_LANGUAGE, type Texts } from '#app/i18n/interface-texts'
import { LANGUAGES, textsOf } from '#app/i18n/languages'
import { requestLanguage } from '#app/i18n/request-language'
import { runtime } from '#app/runtime.server'
import { type FoundInvitation, findInvitation } from './find-invitation.server'

/** What every page of a respondent carries: its own language and words (nothing of it is sent as data). */
export interface RespondentPage {
  language: string
  languages: readonly string[]
  texts: Texts
  fallbackTexts: Texts
}

/** A link that cannot be answered: why, and whom to ask where the link was real. */
export interface RefusedPage extends RespondentPage {
  refused: { reason: 'unknown' | 'revoked' | 'closed'; contactName?: string; contactEmail?: string; studyName?: string }
}

export function pageIn(language: string): RespondentPage {
  return { language, languages: LANGUAGES, texts: textsOf(language), fallbackTexts: textsOf(FALLBACK_LANGUAGE) }
}

/** The person behind a link, or the friendly page with its status: 404 for unknown links, 410 for ended ones. */
export async function openLink(request: Request, params: { workspaceId?: string | undefined; token?: string | undefined }) {
  const { prisma } = runtime().database
  const link = { workspaceId: params.workspaceId ?? '', token: params.token ?? '', now: new Date() }
  const found = await findInvitation(prisma, link)
  if (found.ok) return { ok: true, invitation: found.invitation } as const
  if (found.reason === 'unknown') return { ok: false, page: refuse(requestLanguage(request.headers), 'unknown') } as const
  return { ok: false, page: refuse(found.invitation.language, found.reason, found.invitation) } as const
}

export function refuse(language: string, reason: RefusedPage['refused']['reason'], invitation?: FoundInvitation) {
  const contact = invitation && {
    contactName: invitation.contactName,
    contactEmail: invitation.contactEmail,
    studyName: invitation.studyName,
  }
  const page: RefusedPage = { ...pageIn(language), refused: { reason, ...contact } }
  return data(page, { status: reason === 'unknown' ? 404 : 410 })
}
