import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm } from '#app/http/form'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { createTranslator } from '#app/i18n/create-translator'
import { requestLanguage } from '#app/i18n/request-language'
import { isAboutFirm } from '#app/instruments/is-about-firm'
import { loadTemplate } from '#app/instruments/load-template.server'
import { handOver, takeHandOverBack } from '#app/responses/hand-over.server'
import { askedSchema, handOverSchema } from '#app/responses/hand-over-form'
import { isLeft } from '#app/responses/is-left'
import { openLink } from '#app/responses/open-link.server'
import { OverviewContent } from '#app/responses/overview-content'
import { readOverview } from '#app/responses/read-overview.server'
import { respondIntent } from '#app/responses/respond-intent'
import { RefusedLink, RespondentFrame } from '#app/responses/respondent-frame'
import { pageIn } from '#app/responses/respondent-page'
import { arrivedSends } from '#app/responses/saves'
import { setInvitationLanguage } from '#app/responses/set-invitation-language.server'
import { standsSideBySide } from '#app/responses/side-by-side'
import type { RouteHandle } from '#app/root'
import { runtime } from '#app/runtime.server'
import { askedInstrument } from '#app/studies/asked-instrument'
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
  const { searchParams } = new URL(request.url)
  const link = await openLink(prisma, { workspaceId, token, now: new Date(), browserLanguage })
  if (!link.ok) {
    const { refused } = link.page
    const isWithdrawn = refused.reason === 'closed' && searchParams.has('withdrawn')
    return data({ ...link.page, refused: { ...refused, isWithdrawn } }, { status: link.status })
  }
  const { invitation } = link
  const { studyName, contactName, contactEmail, closesAt } = invitation
  const { personName, organizationName, promiseText, relationships: asked } = await readOverview(prisma, invitation)
  // what was not begun before the wave ended is not asked any more
  const relationships = invitation.takesOnlyBegun ? asked.filter(({ state }) => state !== 'open') : asked
  const page = pageIn(invitation.language)
  const { t } = createTranslator(page.language, page.texts)
  const { instrument } = await loadTemplate(prisma, invitation)
  const left = relationships.filter(isLeft)
  const minutes = minutesFor(instrument, invitation, relationships)
  return {
    ...page,
    title: studyName,
    study: { studyName, contactName, contactEmail, closesAt },
    promise: promiseText?.split('\n') ?? promiseStatement(t, { ...invitation, isAboutFirm: isAboutFirm(instrument) }),
    minutes: minutesFor(instrument, invitation, left).total,
    personName,
    organizationName,
    arrived: relationships.map(({ saves }) => arrivedSends(saves)).join(' '),
    relationships: relationships.map(({ saves: _, ...relationship }, index) => ({
      ...relationship,
      ...aboutOwnFirm(isAboutFirm(askedInstrument(instrument, invitation, relationship)), organizationName),
      minutes: minutes.each[index] ?? 1,
      path: paths.answerRelationship(invitation.workspaceId, token, relationship.assignmentId),
    })),
    sideBySide:
      left.length > 1 && standsSideBySide(instrument)
        ? paths.answerSideBySide(invitation.workspaceId, token)
        : undefined,
    ownData: paths.ownData(invitation.workspaceId, token),
    isLate: searchParams.has('late'),
    justDone: (['submitted', 'saved', 'withdrawn', 'handed-over'] as const).find((done) => searchParams.has(done)),
  }
}

/** A questionnaire about the person's own firm bears its name. */
function aboutOwnFirm(isAboutFirm: boolean, organizationName: string) {
  return isAboutFirm ? { isAboutFirm, partnerName: organizationName } : { isAboutFirm }
}

/** The language buttons, and who is asked instead. */
export async function action({ request, params }: ActionFunctionArgs) {
  const form = await readForm(request)
  const { workspaceId, token = '' } = params
  const { prisma } = runtime().database
  const browserLanguage = requestLanguage(request.headers)
  const link = await openLink(prisma, { workspaceId, token, now: new Date(), browserLanguage })
  if (!link.ok) return data(link.page, { status: link.status })
  const overview = paths.answer(link.invitation.workspaceId, token)
  const wanted = form.get('intent')
  if (wanted === 'hand-over') {
    const parsed = parseForm(handOverSchema, form)
    if (!parsed.ok) return data({ values: parsed.values, errors: parsed.errors }, { status: 422 })
    if (!(await handOver(prisma, link.invitation, parsed.data, new Date()))) throw new Response(null, { status: 404 })
    return redirect(`${overview}?handed-over`)
  }
  if (wanted === 'keep') {
    const parsed = parseForm(askedSchema, form)
    if (!parsed.ok) throw new Response(null, { status: 400 })
    await takeHandOverBack(prisma, link.invitation, parsed.data.assignment)
    return redirect(overview)
  }
  const intent = respondIntent(wanted)
  if (intent?.kind !== 'language') throw new Response(null, { status: 400 })
  await setInvitationLanguage(prisma, link.invitation, intent.language)
  return redirect(overview)
}

export default function OverviewPage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  if (result && 'refused' in result) return <RefusedLink page={result} />
  if ('refused' in page) return <RefusedLink page={page} />
  return (
    <RespondentFrame page={page} form="language">
      <OverviewContent page={page} refused={result} />
    </RespondentFrame>
  )
}
