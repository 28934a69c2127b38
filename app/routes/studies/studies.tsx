import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { findReach } from '#app/people/find-reach.server'
import { may } from '#app/people/may'
import { runtime } from '#app/runtime.server'
import { listStudies } from '#app/studies/list-studies.server'
import { waveWords } from '#app/studies/wave-words'
import { TableFrame } from '#app/ui/table-frame'

export const meta: MetaFunction = () => [{ title: 'Thiqa' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'see-results')
  const { prisma } = runtime().database
  return {
    studies: await listStudies(prisma, member.workspaceId, findReach(member.workspaceId, member)),
    mayRun: may(member, 'run-studies'),
  }
}

export default function StudiesPage() {
  const { t } = useTranslation()
  const { studies, mayRun } = useLoaderData<typeof loader>()
  return (
    <main id="main" className="page">
      <div className="page-head">
        <h1>{t('studies.list.title')}</h1>
        {mayRun ? (
          <span className="actions">
            <Link to={paths.importHistory}>{t('history.link')}</Link>
            <Link to={paths.newStudy} className="button">
              {t('studies.list.new')}
            </Link>
          </span>
        ) : null}
      </div>
      {studies.length === 0 ? (
        <p className="empty">{t(mayRun ? 'studies.list.empty' : 'studies.list.empty-reader')}</p>
      ) : (
        <TableFrame label={t('studies.list.title')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('studies.name')}</th>
                <th scope="col">{t('studies.audience')}</th>
                <th scope="col" className="number">
                  {t('words.relationships')}
                </th>
                <th scope="col">{t('studies.wave')}</th>
                <th scope="col">{t('studies.results')}</th>
              </tr>
            </thead>
            <tbody>
              {studies.map((study) => (
                <tr key={study.id}>
                  <th scope="row">
                    {mayRun ? (
                      <Link to={paths.study(study.id)}>
                        <bdi>{study.name}</bdi>
                      </Link>
                    ) : (
                      <bdi>{study.name}</bdi>
                    )}
                  </th>
                  <td>{t(`studies.audience-${study.audience}`, { minimum: study.minimumGroupSize })}</td>
                  <td className="number">{study.relationships}</td>
                  <td>{waveWords(t, study.wave)}</td>
                  <td>
                    {study.publishedWave ? (
                      <Link to={paths.portfolio(study.id)}>{t('studies.see-results')}</Link>
                    ) : (
                      <span className="quiet">{t('studies.no-results')}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </main>
  )
}
