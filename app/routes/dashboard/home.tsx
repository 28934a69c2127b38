import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { formatDate } from '#app/i18n/format'
import { may } from '#app/people/may'
import { runtime } from '#app/runtime.server'
import { countSetUp } from '#app/studies/count-set-up.server'
import { listStudies } from '#app/studies/list-studies.server'

export const meta: MetaFunction = () => [{ title: 'Thiqa' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'see-results')
  const { prisma } = runtime().database
  return {
    workspaceName: member.workspaceName,
    mayRun: may(member.role, 'run-studies'),
    studies: await listStudies(prisma, member.workspaceId),
    counts: await countSetUp(prisma, member.workspaceId),
  }
}

/** Where people land: what is published, what runs, and for a new workspace the next step. */
export default function HomePage() {
  const { t, i18n } = useTranslation()
  const { workspaceName, mayRun, studies, counts } = useLoaderData<typeof loader>()
  const steps = [
    { key: 'organizations', path: paths.organizations },
    { key: 'participants', path: paths.participants },
    { key: 'relationships', path: paths.relationships },
    { key: 'studies', path: paths.studies },
    { key: 'waves', path: paths.studies },
  ] as const
  const isSetUp = counts.waves > 0
  return (
    <main id="main" className="page">
      <h1>
        <bdi>{workspaceName}</bdi>
      </h1>
      {mayRun && !isSetUp ? (
        <section className="card" aria-labelledby="steps">
          <h2 id="steps">{t('results.home.steps')}</h2>
          <ol>
            {steps.map(({ key, path }) => (
              <li key={key}>
                <Link to={path}>{t(`results.home.step.${key}`)}</Link>{' '}
                {counts[key] > 0 ? (
                  <span className="tag good">{t('results.home.done', { count: counts[key] })}</span>
                ) : null}
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      {!mayRun && studies.length === 0 ? <p className="empty">{t('studies.list.empty-reader')}</p> : null}
      <div className="cards">
        {studies.map((study) => (
          <section key={study.id} className="card">
            <h2>
              <bdi>{study.name}</bdi>
            </h2>
            <p className="quiet">
              {study.wave
                ? t('studies.wave-state', { number: study.wave.number, state: t(`studies.state.${study.wave.state}`) })
                : t('studies.no-wave')}
              {study.wave?.state === 'open'
                ? ` · ${t('studies.closes-on', { date: formatDate(i18n.language, study.wave.closesAt) })}`
                : null}
            </p>
            <ul>
              {study.publishedWave ? (
                <>
                  <li>
                    <Link to={paths.portfolio(study.id)}>{t('results.portfolio')}</Link>
                  </li>
                  <li>
                    <Link to={paths.transactionalTime(study.id)}>{t('results.transactional-time')}</Link>
                  </li>
                </>
              ) : null}
              {mayRun ? (
                <li>
                  <Link to={paths.study(study.id)}>{t('results.home.run')}</Link>
                </li>
              ) : null}
            </ul>
          </section>
        ))}
      </div>
    </main>
  )
}
