import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { openSignals } from '#app/http/open-signals.server'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { ListPager } from '#app/relationships/list-pager'
import { readListQuery } from '#app/relationships/page-of'
import { pageTitle } from '#app/relationships/page-title'
import { InterventionTable } from '#app/signals/intervention-table'
import { listInterventions } from '#app/signals/interventions.server'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'signals.interventions.title')

export async function loader({ request }: LoaderFunctionArgs) {
  const { prisma, workspaceId, within } = await openSignals(request)
  const list = await listInterventions(prisma, { workspaceId, within }, readListQuery(request.url).page)
  return { list, today: new Date().toISOString().slice(0, 10) }
}

export default function InterventionsPage() {
  const { t } = useTranslation()
  const { list, today } = useLoaderData<typeof loader>()
  return (
    <main id="main" className="page">
      <p className="quiet">
        <Link to={paths.signals}>{t('signals.title')}</Link>
      </p>
      <h1>{t('signals.interventions.title')}</h1>
      <p>{t('signals.interventions.text')}</p>
      {list.total === 0 ? (
        <p className="empty">{t('signals.interventions.empty')}</p>
      ) : (
        <>
          <InterventionTable rows={list.rows} today={today} />
          <ListPager page={list.page} total={list.total} />
        </>
      )}
    </main>
  )
}
