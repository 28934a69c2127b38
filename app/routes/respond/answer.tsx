import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { createTranslator } from '#app/i18n/create-translator'
import { isolateName } from '#app/i18n/isolate-name'
import { requestLanguage } from '#app/i18n/request-language'
import type { FieldValues } from '#app/instruments/field-values'
import { AnswerForm } from '#app/responses/answer-form'
import { parseBase, sendOf } from '#app/responses/form-base'
import { makeQuestionnaire } from '#app/responses/make-questionnaire'
import { makeTab } from '#app/responses/make-tab.server'
import { type OpenedQuestionnaire, openQuestionnaire } from '#app/responses/open-questionnaire.server'
import { deviceClass } from '#app/responses/paradata'
import { readProgress } from '#app/responses/read-progress.server'
import { Receipt } from '#app/responses/receipt'
import { refusedPage } from '#app/responses/refused-page'
import { respondIntent } from '#app/responses/respond-intent'
import { RefusedLink, RespondentFrame } from '#app/responses/respondent-frame'
import { pageIn } from '#app/responses/respondent-page'
import { setInvitationLanguage } from '#app/responses/set-invitation-language.server'
import { takeAnswers } from '#app/responses/take-answers.server'
import { takeBack } from '#app/responses/take-back.server'
import type { RouteHandle } from '#app/root'
import { runtime } from '#app/runtime.server'

export { RespondentError as ErrorBoundary } from '#app/responses/respondent-error'

export const handle: RouteHandle = { isRespondentPage: true }
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ?? 'Thiqa' },
  { name: 'robots', content: 'noindex' },
]

/** Opening the form changes nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const now = new Date()
  const opened = await open(request, params, now)
  if (!opened.ok) return data(opened.page, { status: opened.status })
  return showQuestionnaire(opened, params.token, now, new URL(request.url).searchParams.get('page'))
}

async function showQuestionnaire(
  opened: OpenedQuestionnaire,
  token: string | undefined,
  now: Date,
  wanted: string | null,
  again?: { fields: FieldValues; revision: number; echo: string },
) {
  const { invitation, assignment } = opened
  const progress = await readProgress(runtime().database.prisma, assignment)
  const page = pageIn(invitation.language)
  const { t } = createTranslator(page.language, page.texts)
  const { fields, revision, echo } = again ?? { fields: progress.draft, revision: progress.revision, echo: '' }
  return {
    ...page,
    ...makeQuestionnaire({
      opened,
      progress,
      wanted,
      fields,
      revision,
      echo,
      paths: {
        overview: paths.answer(invitation.workspaceId, token ?? ''),
        path: paths.answerRelationship(invitation.workspaceId, token ?? '', assignment.id),
      },
      tab: makeTab(),
      now,
    }),
    title: `${isolateName(progress.partnerName)} – ${t('respond.step', progress.step)}`,
    draft: fields,
    submitted: progress.submitted,
    study: {
      studyName: invitation.studyName,
      contactName: invitation.contactName,
      contactEmail: invitation.contactEmail,
    },
    isAboutFirm: assignment.isAboutFirm === true,
    position: assignment.position,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await readForm(request)
  const now = new Date()
  const opened = await open(request, params, now)
  if (!opened.ok) return data(opened.page, { status: opened.status })
  const { invitation, assignment } = opened
  const { workspaceId, language } = invitation
  const { prisma } = runtime().database
  const overview = paths.answer(workspaceId, params.token ?? '')
  const here = paths.answerRelationship(workspaceId, params.token ?? '', assignment.id)
  const refuse = (reason: 'closed') => {
    const { page, status } = refusedPage({ reason, language, isLost: true, invitation })
    return data(page, { status })
  }
  const intent = respondIntent(form.get('intent'))
  if (!intent) throw new Response(null, { status: 400 })
  if (intent.kind === 'change' || intent.kind === 'withdraw') {
    const taken = await takeBack(prisma, { opened, keepsAnswers: intent.kind === 'change', now })
    if (!taken.ok) return refuse(taken.reason)
    return redirect(intent.kind === 'change' ? here : `${overview}?withdrawn`)
  }
  const taken = await takeAnswers(prisma, { opened, intent, form, device: deviceClass(request.headers), now })
  if (intent.kind === 'language') await setInvitationLanguage(prisma, invitation, intent.language)
  switch (taken.kind) {
    case 'submitted':
    case 'saved':
      return redirect(`${overview}?${taken.kind}`)
    case 'go':
      return redirect(taken.page ? `${here}?page=${taken.page}` : here)
    case 'refused':
      return refuse(taken.reason)
    // something else was submitted in another window: this page turns into that receipt, and says so
    case 'late':
      return data({ isLate: true }, { status: 409 })
    case 'show': {
      const { page, fields, revision, ...state } = taken
      const echo = state.isConflict ? sendOf(parseBase(form)) : ''
      const shown = await showQuestionnaire(opened, params.token, now, page || null, { fields, revision, echo })
      return data({ ...state, fields, shown }, { status: state.isConflict ? 409 : 422 })
    }
  }
}

function open(request: Request, params: LoaderFunctionArgs['params'], now: Date) {
  return openQuestionnaire(runtime().database.prisma, {
    workspaceId: params.workspaceId,
    token: params.token,
    assignmentId: params.assignmentId,
    now,
    browserLanguage: requestLanguage(request.headers),
    isPost: request.method === 'POST',
  })
}

export default function AnswerPage() {
  const loaded = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  if (result && 'refused' in result) return <RefusedLink page={result} />
  if ('refused' in loaded) return <RefusedLink page={loaded} />
  if (loaded.submitted)
    return (
      <RespondentFrame page={loaded} form="language">
        <Receipt
          page={loaded}
          study={loaded.study}
          isAboutFirm={loaded.isAboutFirm}
          submitted={loaded.submitted}
          position={loaded.position}
          isLate={result !== undefined && 'isLate' in result}
        />
      </RespondentFrame>
    )
  const again = result && 'fields' in result ? result : undefined
  const page = again?.shown ?? loaded
  const nothing = { errors: {}, open: [], isAskedAgain: false, isSubmission: false, elsewhere: {}, isConflict: false }
  return (
    <RespondentFrame page={page} form="answers">
      <AnswerForm page={page} state={again ?? { fields: loaded.draft, ...nothing }} />
    </RespondentFrame>
  )
}
