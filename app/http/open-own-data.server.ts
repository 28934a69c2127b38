import { data, redirect } from '@remix-run/node'
import { enterWorkspace } from '#app/db/wall/view.server'
import { requestLanguage } from '#app/i18n/request-language'
import { carryOutOwnData } from '#app/privacy/carry-out-own-data.server'
import { findOwnPerson } from '#app/privacy/find-own-person.server'
import { findInvitation } from '#app/responses/find-invitation.server'
import { refusedPage } from '#app/responses/refused-page'
import { runtime } from '#app/runtime.server'
import { notFound, requireId, requireSession } from './guards.server'
import { paths } from './paths'
import { readForm } from './read-form.server'

type Params = Record<string, string | undefined>

/** Who asks for what is stored about them, and where their pages are. */
export interface OwnDoor {
  workspaceId: string
  participantId: string
  email: string
  language: string
  /** of the page, of a file, and of what is asked of them now */
  here: string
  pathOf: (file: string) => string
  surveys: string
}

type OpenedLink = { ok: true; door: OwnDoor } | ({ ok: false } & ReturnType<typeof refusedPage>)

/**
 * Who stands behind a personal link, also when its wave is over. One that was taken back opens nothing: it may lie in the
 * mailbox of somebody who left; its person signs in by their address.
 */
export async function openOwnLink(request: Request, { workspaceId = '', token = '' }: Params): Promise<OpenedLink> {
  const { prisma } = runtime().database
  const found = await findInvitation(prisma, { workspaceId, token, now: new Date() })
  if (!found.ok && found.reason === 'unknown')
    return { ok: false, ...refusedPage({ reason: 'unknown', language: requestLanguage(request.headers) }) }
  const { participantId, language } = found.invitation
  if (!found.ok && found.reason === 'revoked')
    return { ok: false, ...refusedPage({ reason: 'revoked', language, invitation: found.invitation }) }
  const person = await findOwnPerson(prisma, { workspaceId, participantId })
  if (!person) throw notFound()
  return {
    ok: true,
    door: {
      ...{ workspaceId, participantId, email: person.email, language },
      here: paths.ownData(workspaceId, token),
      pathOf: (file) => paths.ownDataFile(workspaceId, token, file),
      surveys: paths.answer(workspaceId, token),
    },
  }
}

/** Who has signed in, as the workspace knows them by their address. @throws a redirect to the sign-in page, 404 */
export async function openMyData(request: Request, { workspaceId = '' }: Params): Promise<OwnDoor> {
  const { email } = await requireSession(request)
  enterWorkspace(requireId(workspaceId))
  const person = await findOwnPerson(runtime().database.prisma, { workspaceId, email })
  if (!person) throw notFound()
  return {
    ...{ workspaceId, participantId: person.id, email, language: person.language },
    here: paths.myData(workspaceId),
    pathOf: (file) => paths.myDataFile(workspaceId, file),
    surveys: paths.ownSurveys,
  }
}

/** Does what the page posted. @throws the redirect that follows, or 400 for what no button of ours sends */
export async function answerOwnData(request: Request, door: OwnDoor) {
  const form = await readForm(request)
  const { database, queue, secret, env, outboxDirectory } = runtime()
  const parts = { prisma: database.prisma, queue, secret, publicUrl: env.publicUrl, outboxDirectory }
  const outcome = await carryOutOwnData(parts, door, form, new Date())
  switch (outcome.kind) {
    case 'done':
      throw redirect(`${door.here}?${outcome.what}`)
    case 'erased':
      throw redirect(paths.erased(outcome.language))
    case 'refused':
      return data({ values: outcome.values, errors: outcome.errors }, { status: outcome.status })
    case 'unknown':
      throw new Response(null, { status: 400 })
  }
}
