import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { ownNameOf } from '#app/i18n/direction'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { may } from '#app/people/may'
import { readSettings } from '#app/people/read-settings.server'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { promiseText } from '#app/studies/promise'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'members.settings.title')

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'read-settings')
  const settings = await readSettings(runtime().database.prisma, member.workspaceId)
  return { ...settings, maySetUp: may(member, 'set-up') }
}

/** What was decided for this workspace and promised in it: to read, for whoever has to check it. */
export default function SettingsPage() {
  const { t, i18n } = useTranslation()
  const { workspace, studies, maySetUp } = useLoaderData<typeof loader>()
  const facts = [
    ['name', workspace.name],
    ['language', ownNameOf(workspace.language)],
    ['time-zone', workspace.timeZone],
    ['currency', workspace.currency],
  ] as const
  return (
    <main id="main" className="page">
      <h1>{t('members.settings.title')}</h1>
      {maySetUp ? (
        <p>
          <Link to={paths.webhooks}>{t('webhooks.title')}</Link> ·{' '}
          <Link to={paths.shareBenchmarks}>{t('members.benchmarks.title')}</Link>
        </p>
      ) : null}
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`members.settings.${name}`)}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p>
        {t('members.retention.now', { contacts: workspace.contactMonths, mails: workspace.mailMonths })}{' '}
        {maySetUp ? <Link to={paths.retention}>{t('members.retention.link')}</Link> : null}
      </p>
      {studies.length === 0 ? <p className="empty">{t('studies.list.empty-reader')}</p> : null}
      {studies.map((study) => (
        <section key={study.id} className="card">
          <h2>
            <bdi>{study.name}</bdi>
          </h2>
          <p className="quiet">{t('members.settings.retention', { count: study.retentionMonths })}</p>
          <p>“{promiseText(t, study)}”</p>
          {study.waves.length === 0 ? null : (
            <ul>
              {study.waves.map((wave) => (
                <li key={wave.id}>
                  {t('members.settings.wave', {
                    number: wave.number,
                    opened: formatDate(i18n.language, wave.openedAt),
                    state: t(`studies.state.${wave.state}`),
                    audience: t(`studies.audience-${wave.audience}`, { minimum: wave.minimumGroupSize }),
                  })}{' '}
                  {t('members.settings.retention', { count: wave.retentionMonths })}
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </main>
  )
}
