import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { formatDate } from '#app/i18n/format'
import { isLanguage } from '#app/i18n/languages'
import { listAssignments } from '#app/responses/read-assignments.server'
import { RefusedLink, RespondentFrame } from '#app/responses/respondent-frame'
import { openLink, pageIn } from '#app/responses/respondent-page.server'
import { setInvitationLanguage } from '#app/responses/set-invitation-language.server'
import type { RouteHandle } from '#app/root'
import { runtime } from '#app/runtime.server'
import { minutesFor } from '#app/studies/minutes-for'
import { promiseText } from '#app/studies/promise'

export const handle: RouteHandle = { isRespondentPage: true }
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data && 'invitation' in data ? data.invitation.studyName : 'Thiqa' },
  { name: 'robots', content: 'noindex' },
]

/** Opening the link changes nothing: mail scanners open it too. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const link = await openLink(request, params)
  if (!link.ok) return link.page
  const { invitation } = link
  const { studyName, audience, minimumGroupSize, contactName, contactEmail, closesAt } = invitation
  const assignments = await listAssignments(runtime().database.prisma, invitation)
  return {
    ...pageIn(invitation.language),
    invitation: { studyName, audience, minimumGroupSize, contactName, contactEmail, closesAt },
    assignments: assignments.map((assignment) => ({
      ...assignment,
      path: paths.answerRelationship(invitation.workspaceId, params.token ?? '', assignment.id),
    })),
    isSaved: new URL(request.url).searchParams.has('saved'),
  }
}

/** The language buttons. */
export async function action({ request, params }: ActionFunctionArgs) {
  const form = await readForm(request)
  const link = await openLink(request, params)
  if (!link.ok) return link.page
  const language = String(form.get('intent')).replace(/^language:/, '')
  if (!isLanguage(language)) throw new Response(null, { status: 400 })
  await setInvitationLanguage(runtime().database.prisma, link.invitation, language)
  throw redirect(paths.answer(link.invitation.workspaceId, params.token ?? ''))
}

export default function OverviewPage() {
  const page = useLoaderData<typeof loader>()
  if ('refused' in page) return <RefusedLink page={page} />
  return (
    <RespondentFrame page={page} form="language">
      <form method="post" id="language" />
      <Overview page={page} />
    </RespondentFrame>
  )
}

type OverviewData = Exclude<ReturnType<typeof useLoaderData<typeof loader>>, { refused: unknown }>

function Overview({ page }: { page: OverviewData }) {
  const { t, i18n } = useTranslation()
  const { invitation, assignments } = page
  const left = assignments.filter((assignment) => assignment.state !== 'done')
  const next = left[0]
  const { contactName, contactEmail, studyName } = invitation
  return (
    <main id="main" className="page narrow">
      <h1>
        <bdi>{studyName}</bdi>
      </h1>
      {page.isSaved ? (
        <p className="notice good" role="status">
          {t('respond.saved-come-back')}
        </p>
      ) : null}
      {next ? (
        <p>{t('respond.intro', { contactName, minutes: minutesFor(left.length), count: left.length })}</p>
      ) : (
        <p className="notice good" role="status">
          {t('respond.thank-you')}
        </p>
      )}
      <section className="card" aria-labelledby="promise">
        <h2 id="promise">{t('respond.promise')}</h2>
        <p>{promiseText(t, invitation)}</p>
      </section>
      <h2>{t('respond.relationships')}</h2>
      <ul className="assignments">
        {assignments.map((assignment) => (
          <li key={assignment.id} className={assignment.id === next?.id ? 'card next' : 'card'}>
            <a href={assignment.path} className={assignment.id === next?.id ? 'button' : undefined}>
              <bdi>{assignment.partnerName}</bdi>
            </a>{' '}
            <span className={assignment.state === 'done' ? 'tag good' : assignment.state === 'started' ? 'tag warn' : 'tag'}>
              {t(`respond.state.${assignment.state}`)}
            </span>
          </li>
        ))}
      </ul>
      <p className="quiet">
        {t('respond.open-until', { date: formatDate(i18n.language, invitation.closesAt) })}{' '}
        {t('respond.contact', { studyName, contactName })} <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
      </p>
    </main>
  )
}
