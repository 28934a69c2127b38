import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { createTranslator } from '#app/i18n/create-translator'
import { requestLanguage } from '#app/i18n/request-language'
import { pickFieldValues } from '#app/instruments/field-values'
import { parseAnswers } from '#app/instruments/parse-answers'
import { visibleSections } from '#app/instruments/visible-sections'
import { AnswerForm } from '#app/responses/answer-form'
import { isolateName } from '#app/responses/isolate-name'
import { openQuestionnaire } from '#app/responses/open-questionnaire.server'
import { readProgress } from '#app/responses/read-progress.server'
import { Receipt } from '#app/responses/receipt'
import { type RefusalReason, refusedPage } from '#app/responses/refused-page'
import { respondIntent } from '#app/responses/respond-intent'
import { RefusedLink, RespondentFrame } from '#app/responses/respondent-frame'
import { pageIn } from '#app/responses/respondent-page'
import { saveDraft } from '#app/responses/save-draft.server'
import { setInvitationLanguage } from '#app/responses/set-invitation-language.server'
import { submitResponse } from '#app/responses/submit-response.server'
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
  const opened = await open(request, params, new Date())
  if (!opened.ok) return data(opened.page, { status: opened.status })
  const { invitation, assignment, instrument, text } = opened
  const { partnerName, step, draft, submitted } = await readProgress(runtime().database.prisma, assignment)
  const page = pageIn(invitation.language)
  const { t } = createTranslator(page.language, page.texts, page.fallbackTexts)
  return {
    ...page,
    title: `${isolateName(partnerName)} – ${t('respond.step', step)}`,
    overview: paths.answer(invitation.workspaceId, params.token ?? ''),
    partnerName,
    step,
    draft,
    submitted,
    sections: visibleSections(instrument, invitation.participantId),
    scale: instrument.scale,
    text,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await readForm(request)
  const now = new Date()
  const opened = await open(request, params, now)
  if (!opened.ok) return data(opened.page, { status: opened.status })
  const { invitation, assignment, instrument } = opened
  const { workspaceId, language } = invitation
  const intent = respondIntent(form.get('intent'))
  if (!intent) throw new Response(null, { status: 400 })

  const { prisma } = runtime().database
  const fields = pickFieldValues(instrument, (name) => form.get(name))
  const overview = paths.answer(workspaceId, params.token ?? '')
  const refuse = (reason: RefusalReason) => {
    const { page, status } = refusedPage({ reason, language, isLost: true, invitation })
    return data(page, { status })
  }
  if (intent.kind === 'submit') {
    const parsed = parseAnswers(instrument, fields)
    const isAsked = form.get('confirm_open') === '1'
    if (parsed.ok && (parsed.open.length === 0 || isAsked)) {
      const submitted = await submitResponse(prisma, {
        assignment,
        function: invitation.function,
        language,
        instrument,
        answers: parsed.answers,
        now,
      })
      return submitted.ok ? redirect(`${overview}?submitted`) : refuse(submitted.reason)
    }
    const saved = await saveDraft(prisma, { assignment, fields, now })
    if (!saved.ok) return saved.reason === 'submitted' ? redirect(`${overview}?submitted`) : refuse(saved.reason)
    const problem = parsed.ok ? { errors: {}, open: parsed.open } : { errors: parsed.errors, open: [] }
    return data({ fields, ...problem, isAskedAgain: parsed.ok || isAsked }, { status: 422 })
  }
  const saved = await saveDraft(prisma, { assignment, fields, now })
  if (!saved.ok && saved.reason !== 'submitted') return refuse(saved.reason)
  if (intent.kind === 'language') {
    await setInvitationLanguage(prisma, invitation, intent.language)
    return redirect(paths.answerRelationship(workspaceId, params.token ?? '', assignment.id))
  }
  // a tab that was left open after the submission in another one: its page turns into the receipt, and says so
  return saved.ok ? redirect(`${overview}?saved`) : data({ isLate: true }, { status: 409 })
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
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  if (result && 'refused' in result) return <RefusedLink page={result} />
  if ('refused' in page) return <RefusedLink page={page} />
  if (page.submitted)
    return (
      <RespondentFrame page={page} form="language">
        <Receipt page={page} submitted={page.submitted} isLate={result !== undefined && 'isLate' in result} />
      </RespondentFrame>
    )
  const asTyped = { fields: page.draft, errors: {}, open: [], isAskedAgain: false }
  return (
    <RespondentFrame page={page} form="answers">
      <AnswerForm page={page} state={result && 'fields' in result ? result : asTyped} />
    </RespondentFrame>
  )
}
