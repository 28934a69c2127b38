import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { requireSession } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { formatDateTime } from '#app/i18n/format'
import { isolateName } from '#app/i18n/isolate-name'
import { useTranslation } from '#app/i18n/use-translation'
import { listKnowing } from '#app/privacy/find-own-person.server'
import { pageTitle } from '#app/relationships/page-title'
import { listOwnSurveys } from '#app/responses/own-surveys.server'
import { runtime } from '#app/runtime.server'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'account.surveys.title')

/** What somebody who has signed in is asked: only by their own address, and only they see it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { email } = await requireSession(request)
  const { database, secret } = runtime()
  const { prisma } = database
  return { surveys: await listOwnSurveys(prisma, secret, email), knowing: await listKnowing(prisma, email) }
}

export default function OwnSurveysPage() {
  const { t, i18n } = useTranslation()
  const { surveys, knowing } = useLoaderData<typeof loader>()
  return (
    <main id="main" className="page narrow">
      <h1>{t('account.surveys.title')}</h1>
      {surveys.length === 0 ? <p className="empty">{t('account.surveys.empty')}</p> : null}
      {surveys.map((survey) => (
        <section key={survey.token} className="card">
          <h2>
            <bdi>{survey.studyName}</bdi>
          </h2>
          <p className="quiet">
            <bdi>{survey.workspaceName}</bdi> ·{' '}
            {t('account.surveys.open-until', { date: formatDateTime(i18n.language, survey.closesAt) })}
          </p>
          <p>{t('account.surveys.answered', { answered: survey.answered, asked: survey.asked })}</p>
          <a href={paths.answer(survey.workspaceId, survey.token)} className="button">
            {t(survey.answered < survey.asked ? 'account.surveys.answer' : 'account.surveys.look')}
          </a>
        </section>
      ))}
      {knowing.length > 0 ? (
        <section className="card">
          <h2>{t('own-data.title')}</h2>
          <ul>
            {knowing.map(({ workspaceId, name }) => (
              <li key={workspaceId}>
                {/* a page of its own language and without script */}
                <a href={paths.myData(workspaceId)}>{t('own-data.of', { workspaceName: isolateName(name) })}</a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Form method="post" action={paths.signOut} className="actions">
        <button type="submit" className="link">
          {t('words.sign-out')}
        </button>
      </Form>
    </main>
  )
}
