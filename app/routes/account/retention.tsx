import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { parseForm } from '#app/http/form'
import { notFound, requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { MonthsForm } from '#app/privacy/months-form'
import { readRetention, saveStudyRetention, saveWorkspaceRetention } from '#app/privacy/retention.server'
import { studyRetentionSchema, workspaceRetentionSchema } from '#app/privacy/retention-form'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'members.retention.title')

export async function loader({ request }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'set-up')
  const isSaved = new URL(request.url).searchParams.has('saved')
  return { ...(await readRetention(runtime().database.prisma, workspaceId, new Date())), isSaved }
}

/** Records its event with the change, in retention.server.ts. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'set-up')
  const form = await readForm(request)
  const { prisma } = runtime().database
  const now = new Date()
  const isStudy = form.has('studyId')
  const parsed = isStudy ? undefined : parseForm(workspaceRetentionSchema, form)
  const ofStudy = isStudy ? parseForm(studyRetentionSchema, form) : undefined
  if (parsed && !parsed.ok) return data({ ...parsed, expiring: undefined }, { status: 422 })
  if (ofStudy && !ofStudy.ok) return data({ ...ofStudy, expiring: undefined }, { status: 422 })
  const saved = parsed
    ? await saveWorkspaceRetention(prisma, member, parsed.data, now)
    : ofStudy && (await saveStudyRetention(prisma, member, ofStudy.data, now))
  if (!saved || (!saved.ok && saved.reason === 'gone')) throw notFound()
  if (saved.ok) throw redirect(`${paths.retention}?saved`)
  const values: Record<string, unknown> = Object.fromEntries(form)
  const errors: Record<string, string[]> = {}
  return data({ values, errors, expiring: saved.expiring }, { status: 422 })
}

/** What will be deleted when, and how that is changed; what becomes shorter says first how much would go. */
export default function RetentionPage() {
  const { t, i18n } = useTranslation()
  const { studies, soon, isSaved, ...kept } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const isOf = (studyId: string) => refused?.values.studyId === studyId
  return (
    <main id="main" className="page narrow">
      <p className="quiet">
        <Link to={paths.settings}>{t('members.settings.title')}</Link>
      </p>
      <h1>{t('members.retention.title')}</h1>
      {isSaved && !refused ? (
        <p className="notice good" role="status">
          {t('members.retention.saved')}
        </p>
      ) : null}
      <p>{t('members.retention.text')}</p>
      <Form method="post" className="card">
        <h2>{t('members.retention.people')}</h2>
        <MonthsForm
          names={['contactMonths', 'mailMonths']}
          stored={{ contactMonths: kept.contactMonths, mailMonths: kept.mailMonths }}
          refused={refused?.values.studyId === undefined ? refused : undefined}
        />
        <p className="quiet">{t('members.retention.soon', { ...soon })}</p>
      </Form>
      {studies.map(({ id, name, retentionMonths, waves }) => (
        <Form key={id} method="post" className="card">
          <h2>
            <bdi>{name}</bdi>
          </h2>
          <input type="hidden" name="studyId" value={id} />
          <MonthsForm
            names={['retentionMonths']}
            stored={{ retentionMonths }}
            refused={isOf(id) ? refused : undefined}
            prefix={id}
          />
          {waves.length === 0 ? <p className="quiet">{t('members.retention.no-answers')}</p> : null}
          <ul>
            {waves.map(({ number, answers, until }) => (
              <li key={number}>
                {t('members.retention.wave', { number, answers, date: formatDate(i18n.language, until) })}
              </li>
            ))}
          </ul>
        </Form>
      ))}
      <section className="card">
        <h2>{t('members.retention.fixed')}</h2>
        <p>{t('members.retention.fixed-text')}</p>
      </section>
    </main>
  )
}
