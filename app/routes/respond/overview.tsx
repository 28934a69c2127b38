import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { createTranslator } from '#app/i18n/create-translator'
import { requestLanguage } from '#app/i18n/request-language'
import { loadTemplate } from '#app/instruments/load-template.server'
import { openLink } from '#app/responses/open-link.server'
import { OverviewContent } from '#app/responses/overview-content'
import { readOverview } from '#app/responses/read-overview.server'
import { respondIntent } from '#app/responses/respond-intent'
import { RefusedLink, RespondentFrame } from '#app/responses/respondent-frame'
import { pageIn } from '#app/responses/respondent-page'
import { setInvitationLanguage } from '#app/responses/set-invitation-language.server'
import type { RouteHandle } from '#app/root'
import { runtime } from '#app/runtime.server'
import { minutesFor } from '#app/studies/minutes-for'
import { promiseStatement } from '#app/studies/promise'

export { RespondentError as ErrorBoundary } from '#app/responses/respondent-error'

export const handle: RouteHandle = { isRespondentPage: true }
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ?? 'Thiqa' },
  { name: 'robots', content: 'noindex' },
]

/** Opening the link changes nothing: mail scanners open it too. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { workspaceId, token = '' } = params
  const { prisma } = runtime().database
  const browserLanguage = requestLanguage(request.headers)
  const link = await openLink(prisma, { workspaceId, token, now: new Date(), browserLanguage })
  if (!link.ok) return data(link.page, { status: link.status })
  const { invitation } = link
  const { studyName, contactName, contactEmail, closesAt } = invitation
  const { personName, organizationName, promiseText, relationships } = await readOverview(prisma, invitation)
  const { searchParams } = new URL(request.url)
  const page = pageIn(invitation.language)
  const { t } = createTranslator(page.language, page.texts, page.fallbackTexts)
  const { instrument } = await loadTemplate(prisma, invitation)
  const left = relationships.filter(({ state }) => state === 'open' || state === 'started')
  const minutes = minutesFor(instrument, invitation, relationships)
  return {
    ...page,
    title: studyName,
    study: { studyName, contactName, contactEmail, closesAt },
    promise: promiseText?.split('\n') ?? promiseStatement(t, invitation),
    minutes: minutesFor(instrument, invitation, left).total,
    personName,
    organizationName,
    relationships: relationships.map((relationship, index) => ({
      ...relationship,
      minutes: minutes.each[index] ?? 1,
      path: paths.answerRelationship(invitation.workspaceId, token, relationship.assignmentId),
    })),
    justDone: (['submitted', 'saved', 'withdrawn'] as const).find((done) => searchParams.has(done)),
  }
}

/** The language buttons. */
export async function action({ request, params }: ActionFunctionArgs) {
  const form = await readForm(request)
  const { workspaceId, token = '' } = params
  const { prisma } = runtime().database
  const browserLanguage = requestLanguage(request.headers)
  const link = await openLink(prisma, { workspaceId, token, now: new Date(), browserLanguage })
  if (!link.ok) return data(link.page, { status: link.status })
  const intent = respondIntent(form.get('intent'))
  if (intent?.kind !== 'language') throw new Response(null, { status: 400 })
  await setInvitationLanguage(prisma, link.invitation, intent.language)
  return redirect(paths.answer(link.invitation.workspaceId, token))
}

export default function OverviewPage() {
  const page = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  if (refused) return <RefusedLink page={refused} />
  if ('refused' in page) return <RefusedLink page={page} />
  return (
    <RespondentFrame page={page} form="language">
      <OverviewContent page={page} />
    </RespondentFrame>
  )
}
