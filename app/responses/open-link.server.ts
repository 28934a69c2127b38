import type { Db } from '#app/db/database.server'
import { type FindInvitationResult, findInvitation } from './find-invitation.server'
import { refusedPage } from './refused-page'

export interface OpenLinkInput {
  workspaceId: string | undefined
  token: string | undefined
  assignmentId?: string | undefined
  now: Date
  /** of the page for a link behind which nobody stands */
  browserLanguage: string
  /** whether answers come with the request */
  isPost?: boolean
}

export type OpenLinkResult =
  | Extract<FindInvitationResult, { ok: true }>
  | ({ ok: false } & ReturnType<typeof refusedPage>)

/** The invitation behind a personal link, or the friendly page that is shown instead. Changes nothing. */
export async function openLink(db: Db, input: OpenLinkInput): Promise<OpenLinkResult> {
  const { workspaceId = '', token = '', assignmentId, now, browserLanguage, isPost = false } = input
  const found = await findInvitation(db, { workspaceId, token, assignmentId, now })
  if (found.ok) return found
  if (found.reason === 'unknown') return { ok: false, ...refusedPage({ reason: 'unknown', language: browserLanguage }) }
  const { reason, invitation } = found
  return { ok: false, ...refusedPage({ reason, language: invitation.language, isLost: isPost, invitation }) }
}
