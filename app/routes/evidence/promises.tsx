import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { countPromises, listAllPromises } from '#app/evidence/promises/promise-list.server'
import { PromiseTable } from '#app/evidence/promises/promise-table'
import { RegisterLinks } from '#app/evidence/registers/register-links'
import { openEvidence } from '#app/http/open-evidence.server'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { ListPager } from '#app/relationships/list-pager'
import { readListQuery } from '#app/relationships/page-of'
import { pageTitle } from '#app/relationships/page-title'
import { ListSearch } from '#app/ui/list-search'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'evidence.promises.title')

export async function loader({ request }: LoaderFunctionArgs) {
  const { prisma, workspaceId, within } = await openEvidence(request)
  const { search, page } = readListQuery(request.url)
  const scope = { workspaceId, within, search }
  const list = await listAllPromises(prisma, scope, page)
  return { search, list, counts: await countPromises(prisma, scope, new Date()) }
}

/** All promises within reach. They are made and settled on the page of a relationship, or come from a file. */
export default function AllPromisesPage() {
  const { t } = useTranslation()
  const { search, list, counts } = useLoaderData<typeof loader>()
  return (
    <main id="main" className="page">
      <RegisterLinks />
      <div className="page-head">
        <h1>{t('evidence.promises.title')}</h1>
        <p className="actions">
          <Link to={paths.promisesImport} className="button second">
            {t('relationships.import')}
          </Link>
          <a href={`${paths.promisesCsv}${search ? `?q=${encodeURIComponent(search)}` : ''}`} download>
            {t('words.download-csv')}
          </a>
        </p>
      </div>
      <p>{t('evidence.promises.text')}</p>
      {list.total > 0 || search ? (
        <ListSearch label={t('evidence.contacts.search')} button={t('relationships.search')} search={search} />
      ) : null}
      {list.total === 0 ? (
        <p className="empty">{search ? t('relationships.nothing-found') : t('evidence.promises.empty-register')}</p>
      ) : (
        <>
          <dl className="facts">
            {(['open', 'kept', 'partly', 'not_kept'] as const).map((outcome) => (
              <div key={outcome}>
                <dt>{t(`evidence.promises.outcome.${outcome}`)}</dt>
                <dd>{counts.outcomes[outcome] ?? 0}</dd>
              </div>
            ))}
            <div>
              <dt>{t('evidence.promises.overdue')}</dt>
              <dd>{counts.overdue}</dd>
            </div>
          </dl>
          <PromiseTable rows={list.rows} pathOf={paths.promises} />
          <ListPager page={list.page} total={list.total} />
        </>
      )}
    </main>
  )
}
