import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { notFound } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { isLanguage } from '#app/i18n/languages'
import { pickFieldValues } from '#app/instruments/field-values'
import { parseAnswers } from '#app/instruments/parse-answers'
import { findInstrument, instrumentText } from '#app/instruments/templates'
import { visibleSections } from '#app/instruments/visible-sections'
import { AnswerForm } from '#app/responses/answer-form'
import type { FoundInvitation } from '#app/responses/find-invitation.server'
import { findAssignment } from '#app/responses/read-assignments.server'
import { Receipt } from '#app/responses/receipt'
import { RefusedLink, RespondentFrame } from '#app/responses/respondent-frame'
import { openLink, pageIn, refuse } from '#app/responses/respondent-page.server'
import { saveDraft } from '#app/responses/save-draft.server'
import { setInvitationLanguage } from '#app/responses/set-invitation-language.server'
import { submitResponse } from '#app/responses/submit-response.server'
import type { RouteHandle } from '#app/root'
import { runtime } from '#app/runtime.server'

export const handle: RouteHandle = { isRespondentPage: true }
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data && 'partner' in data ? `${data.partner} (${data.step.number}/${data.step.of})` : 'Thiqa' },
  { name: 'robots', content: 'noindex' },
]

/** Opening the form changes nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const link = await openLink(request, params)
  if (!link.ok) return link.page
  const { invitation } = link
  const { assignment, instrument } = await findQuestionnaire(invitation, params.assignmentId)
  return {
    ...pageIn(invitation.language),
    overview: paths.answer(invitation.workspaceId, params.token ?? ''),
    partner: assignment.partnerName,
    step: assignment.step,
    sections: visibleSections(instrument, invitation.participantId),
    scale: instrument.scale,
    text: instrumentText(instrument, invitation.language),
    draft: assignment.draft,
    submitted: assignment.submitted,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await readForm(request)
  const link = await openLink(request, params)
  if (!link.ok) return link.page
  const { invitation } = link
  const { prisma } = runtime().database
  const { assignment, instrument } = await findQuestionnaire(invitation, params.assignmentId)
  const { workspaceId, id: invitationId } = invitation
  const fields = pickFieldValues(instrument, (name) => form.get(name))
  const key = { workspaceId, invitationId, assignmentId: assignment.id, now: new Date() }
  const overview = paths.answer(workspaceId, params.token ?? '')
  const intent = String(form.get('intent') ?? 'submit')

  if (intent === 'submit') {
    if (assignment.submitted) throw redirect(overview)
    const parsed = parseAnswers(instrument, fields)
    if (!parsed.ok || (parsed.open.length > 0 && form.get('confirm_open') !== '1')) {
      await saveDraft(prisma, { ...key, fields })
      const problem = parsed.ok ? { open: parsed.open, errors: {} } : { open: [], errors: parsed.errors }
      return data({ fields, ...problem }, { status: 422 })
    }
    const { language } = invitation
    const submitted = await submitResponse(prisma, { ...key, instrument, answers: parsed.answers, language })
    if (!submitted.ok) return refuse(language, submitted.reason, invitation)
    throw redirect(overview)
  }
  const saved = await saveDraft(prisma, { ...key, fields })
  if (intent === 'autosave') throw new Response(null, { status: saved.ok ? 204 : 409 })
  const language = intent.replace(/^language:/, '')
  if (intent !== 'save' && !isLanguage(language)) throw new Response(null, { status: 400 })
  if (intent === 'save') throw redirect(`${overview}?saved`)
  await setInvitationLanguage(prisma, invitation, language)
  throw redirect(paths.answerRelationship(workspaceId, params.token ?? '', assignment.id))
}

async function findQuestionnaire(invitation: FoundInvitation, assignmentId: string | undefined) {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(assignmentId ?? '')
  const assignment = isId && (await findAssignment(runtime().database.prisma, invitation, assignmentId ?? ''))
  if (!assignment) throw notFound()
  const instrument = findInstrument(invitation.instrumentName, invitation.instrumentVersion)
  if (!instrument) throw new Error(`the instrument ${invitation.instrumentName}@${invitation.instrumentVersion} is not shipped`)
  return { assignment, instrument }
}

export default function AnswerPage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  if (result && 'refused' in result) return <RefusedLink page={result} />
  if ('refused' in page) return <RefusedLink page={page} />
  return (
    <RespondentFrame page={page} {...(page.submitted ? {} : { form: 'answers' })}>
      {page.submitted ? (
        <Receipt page={page} answers={page.submitted.answers} />
      ) : (
        <AnswerForm
          page={page}
          fields={result?.fields ?? page.draft}
          errors={result?.errors ?? {}}
          open={result?.open ?? []}
        />
      )}
    </RespondentFrame>
  )
}
