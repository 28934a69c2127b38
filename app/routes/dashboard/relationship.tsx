import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { HistoryCharts } from '#app/dashboards/history-charts'
import { HistoryTable } from '#app/dashboards/history-table'
import { RelationshipFacts } from '#app/dashboards/relationship-facts'
import { relationshipHistory } from '#app/dashboards/relationship-history'
import { ResultsHead } from '#app/dashboards/results-head'
import { readResultTables } from '#app/disclosure/read-results.server'
import { notFound, requireId } from '#app/http/guards.server'
import { openResults } from '#app/http/open-results.server'
import { paths } from '#app/http/paths'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.relationship.buyerName} – ${data.relationship.supplierName} – Thiqa` : 'Thiqa' },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, study } = await openResults(request, params.studyId)
  const relationshipId = requireId(params.relationshipId)
  const tables = await readResultTables(prisma, { workspaceId, waves: study.waves, relationshipId })
  const relationship = tables[0]?.relationship
  if (!relationship) throw notFound()
  return { study, relationship, history: relationshipHistory(tables) }
}

export default function RelationshipPage() {
  const { t } = useTranslation()
  const { study, relationship, history } = useLoaderData<typeof loader>()
  return (
    <main id="main" className="page">
      <ResultsHead study={study} title={`${relationship.buyerName} – ${relationship.supplierName}`} />
      <RelationshipFacts relationship={relationship} />
      <HistoryCharts history={history} />
      <h2>{t('results.all-values')}</h2>
      <HistoryTable history={history} />
      <p className="actions">
        <a href={paths.studyRelationshipCsv(study.id, relationship.id)} download>
          {t('words.download-csv')}
        </a>
        <Link to={paths.portfolio(study.id)}>{t('results.portfolio')}</Link>
      </p>
    </main>
  )
}
