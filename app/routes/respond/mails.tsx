import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { createTranslator } from '#app/i18n/create-translator'
import { requestLanguage } from '#app/i18n/request-language'
import { isMailChoice } from '#app/mail/mail-kinds'
import { chooseMails, readMailChoice } from '#app/mail/suppressions.server'
import { findInvitation } from '#app/responses/find-invitation.server'
import { MailChoiceContent } from '#app/responses/mail-choice-content'
import { refusedPage } from '#app/responses/refused-page'
import { respondIntent } from '#app/responses/respond-intent'
import { RefusedLink, RespondentFrame } from '#app/responses/respondent-frame'
import { pageIn } from '#app/responses/respondent-page'
import { setInvitationLanguage } from '#app/responses/set-invitation-language.server'
import type { RouteHandle } from '#app/root'
import { runtime } from '#app/runtime.server'

export { RespondentError as ErrorBoundary } from '#app/responses/respondent-error'

export const handle: RouteHandle = { isRespondentPage: true }
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ?? 'Thiqa' },
  { name: 'robots', content: 'noindex' },
]

/** Who stands behind the link, also when its wave is over or it was taken back: to say no is possible for ever. */
async function open(request: Request, params: LoaderFunctionArgs['params']) {
  const { workspaceId = '', token = '' } = params
  const { prisma } = runtime().database
  const found = await findInvitation(prisma, { workspaceId, token, now: new Date() })
  if (found.ok || found.reason !== 'unknown') return { ok: true as const, prisma, invitation: found.invitation, token }
  return { ok: false as const, ...refusedPage({ reason: 'unknown', language: requestLanguage(request.headers) }) }
}

/** Opening it changes nothing: mail scanners open it too. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const opened = await open(request, params)
  if (!opened.ok) return data(opened.page, { status: opened.status })
  const { prisma, invitation } = opened
  const page = pageIn(invitation.language)
  const { t } = createTranslator(page.language, page.texts)
  const { studyName, contactName, contactEmail } = invitation
  return {
    ...page,
    title: t('respond.mails.title'),
    study: { studyName, contactName, contactEmail },
    ...(await readMailChoice(prisma, runtime().secret, invitation)),
    ownData: paths.ownData(invitation.workspaceId, opened.token),
    isSaved: new URL(request.url).searchParams.has('saved'),
  }
}

/**
 * The form of the page, and the one click of mail programs (RFC 8058), which send it without cookies, from their own
 * servers, and follow no redirect.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  const form = await readForm(request)
  const opened = await open(request, params)
  if (!opened.ok) return data(opened.page, { status: opened.status })
  const { prisma, invitation, token } = opened
  const choose = (choice: Parameters<typeof chooseMails>[2]['choice']) =>
    chooseMails(prisma, runtime().secret, { ...invitation, choice })
  if (form.get('List-Unsubscribe') === 'One-Click') {
    await choose('unsubscribed')
    return { error: undefined }
  }
  const here = paths.answerMails(invitation.workspaceId, token)
  const intent = respondIntent(form.get('intent') ?? '')
  if (intent?.kind === 'language') {
    await setInvitationLanguage(prisma, invitation, intent.language)
    return redirect(here)
  }
  const choice = form.get('choice')
  if (!isMailChoice(choice)) return data({ error: 'respond.mails.unknown' }, { status: 422 })
  await choose(choice)
  return redirect(`${here}?saved`)
}

export default function MailsPage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  if (result && 'refused' in result) return <RefusedLink page={result} />
  if ('refused' in page) return <RefusedLink page={page} />
  return (
    <RespondentFrame page={page} form="language">
      <MailChoiceContent page={page} error={result?.error} />
    </RespondentFrame>
  )
}
