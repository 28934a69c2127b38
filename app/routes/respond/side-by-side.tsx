import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { createTranslator } from '#app/i18n/create-translator'
import { requestLanguage } from '#app/i18n/request-language'
import type { FoundInvitation } from '#app/responses/find-invitation.server'
import { formatBase, sendOf } from '#app/responses/form-base'
import { makeTab } from '#app/responses/make-tab.server'
import { openLink } from '#app/responses/open-link.server'
import { type OpenedFirm, openSideBySide } from '#app/responses/open-side-by-side.server'
import { deviceClass } from '#app/responses/paradata'
import { refusedPage } from '#app/responses/refused-page'
import { respondIntent } from '#app/responses/respond-intent'
import { RefusedLink, RespondentFrame } from '#app/responses/respondent-frame'
import { pageIn } from '#app/responses/respondent-page'
import { arrivedSends } from '#app/responses/saves'
import { setInvitationLanguage } from '#app/responses/set-invitation-language.server'
import { baseOfFirms, bringsLateAnswers } from '#app/responses/side-by-side'
import { SideBySideForm } from '#app/responses/side-by-side-form'
import { type FirmState, takeSideBySide } from '#app/responses/take-side-by-side.server'
import type { RouteHandle } from '#app/root'
import { runtime } from '#app/runtime.server'

export { RespondentError as ErrorBoundary } from '#app/responses/respondent-error'

export const handle: RouteHandle = { isRespondentPage: true }
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ?? 'Thiqa' },
  { name: 'robots', content: 'noindex' },
]

/** Opening the page changes nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const opened = await open(request, params)
  if (!opened.ok) return data(opened.page, { status: opened.status })
  const { invitation, firms } = opened
  const overview = paths.answer(invitation.workspaceId, params.token ?? '')
  if (!firms || firms.length === 0) throw redirect(overview)
  return show(invitation, overview, firms, {}, undefined, '')
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await readForm(request)
  const opened = await open(request, params)
  if (!opened.ok) return data(opened.page, { status: opened.status })
  const { invitation, firms } = opened
  const { prisma } = runtime().database
  const { workspaceId, language } = invitation
  const overview = paths.answer(workspaceId, params.token ?? '')
  const intent = respondIntent(form.get('intent'))
  if (intent?.kind !== 'submit' && intent?.kind !== 'save' && intent?.kind !== 'language')
    throw new Response(null, { status: 400 })
  const taken = await takeSideBySide(prisma, {
    firms: firms ?? [],
    intent,
    form,
    device: deviceClass(request.headers),
    now: new Date(),
  })
  if (taken.kind === 'refused') {
    const { page, status } = refusedPage({ reason: 'closed', language, isLost: true, invitation })
    return data(page, { status })
  }
  if (intent.kind === 'language') await setInvitationLanguage(prisma, invitation, intent.language)
  const { shown, submitted, kept } = taken
  const positions = (firms ?? []).map(({ opened }) => opened.assignment.position)
  const isLate = taken.isLate || bringsLateAnswers(form, positions)
  const done = [...(submitted > 0 ? ['submitted'] : kept > 0 || !isLate ? ['saved'] : []), ...(isLate ? ['late'] : [])]
  if (Object.keys(shown).length === 0)
    throw redirect(
      intent.kind === 'language'
        ? paths.answerSideBySide(workspaceId, params.token ?? '')
        : `${overview}?${done.join('&')}`,
    )
  const left = (await openSideBySide(prisma, invitation)) ?? []
  const isConflict = Object.values(shown).some((state) => state.isConflict)
  const echo = isConflict ? sendOf(baseOfFirms(form, positions)) : ''
  return data(
    { ...show(invitation, overview, left, shown, submitted, echo), isLate },
    { status: isConflict ? 409 : 422 },
  )
}

function show(
  invitation: FoundInvitation,
  overview: string,
  firms: readonly OpenedFirm[],
  shown: Record<string, FirmState>,
  submitted: number | undefined,
  echo: string,
) {
  const page = pageIn(invitation.language)
  const { t } = createTranslator(page.language, page.texts)
  const [tab, shownAt] = [makeTab(), new Date()]
  const [first] = firms
  if (!first) throw new Error('there is nothing to show side by side')
  return {
    ...page,
    title: t('respond.side-by-side.title'),
    overview,
    instrument: first.opened.instrument,
    submitted,
    isLate: false,
    arrived: firms.map(({ saves }) => arrivedSends(saves)).join(' '),
    echo,
    wave: invitation.waveNumber,
    firms: firms.map(({ opened: { assignment, text }, partnerName, draft, revision }) => {
      const state = shown[assignment.id] ?? {
        ...{ fields: draft, revision },
        ...{ errors: {}, open: [], isSubmission: false, isConflict: false },
      }
      return {
        ...state,
        position: assignment.position,
        partnerName,
        text,
        base: formatBase({ revision: state.revision, tab, shownAt }),
      }
    }),
  }
}

async function open(request: Request, params: LoaderFunctionArgs['params']) {
  const { prisma } = runtime().database
  const link = await openLink(prisma, {
    workspaceId: params.workspaceId,
    token: params.token,
    now: new Date(),
    browserLanguage: requestLanguage(request.headers),
    isPost: request.method === 'POST',
  })
  return link.ok ? { ...link, firms: await openSideBySide(prisma, link.invitation) } : link
}

export default function SideBySideRoute() {
  const loaded = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  if (result && 'refused' in result) return <RefusedLink page={result} />
  if ('refused' in loaded) return <RefusedLink page={loaded} />
  const page = result ?? loaded
  return (
    <RespondentFrame page={page} form="answers">
      <SideBySideForm page={page} />
    </RespondentFrame>
  )
}
