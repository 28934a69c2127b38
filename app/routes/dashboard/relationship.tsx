import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { changeRows } from '#app/dashboards/change-rows'
import { ChangeTable } from '#app/dashboards/change-table'
import { isFullWave } from '#app/dashboards/choose-wave'
import { commentGroups } from '#app/dashboards/comment-groups'
import { CommentLists } from '#app/dashboards/comment-lists'
import { functionIndices, functionRows } from '#app/dashboards/function-rows'
import { FunctionTable } from '#app/dashboards/function-table'
import { HistoryCharts } from '#app/dashboards/history-charts'
import { HistoryTable } from '#app/dashboards/history-table'
import { RelationshipFacts } from '#app/dashboards/relationship-facts'
import { relationshipHistory } from '#app/dashboards/relationship-history'
import { ResultsHead } from '#app/dashboards/results-head'
import { fewestComments } from '#app/disclosure/policy'
import { readComments } from '#app/disclosure/read-comments.server'
import { readFunctions } from '#app/disclosure/read-functions.server'
import { readResultTables } from '#app/disclosure/read-results.server'
import { readWaveTemplates } from '#app/disclosure/read-wave-templates.server'
import { MEASURES } from '#app/disclosure/release'
import { notFound, requireId } from '#app/http/guards.server'
import { openResults } from '#app/http/open-results.server'
import { paths } from '#app/http/paths'
import { requestLanguage } from '#app/i18n/request-language'
import { may } from '#app/people/may'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.relationship.buyerName} – ${data.relationship.supplierName} – Thiqa` : 'Thiqa' },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, member, within, study } = await openResults(request, params.studyId)
  const relationshipId = requireId(params.relationshipId)
  const tables = await readResultTables(prisma, {
    workspaceId,
    within,
    waves: study.waves,
    relationshipId,
    measures: MEASURES,
  })
  const newest = tables.findLast((table) => isFullWave(table.wave)) ?? tables.at(-1)
  if (!newest) throw notFound()
  const { relationship, wave } = newest
  const showsOwners = may(member, 'see-owners')
  const key = { workspaceId, relationshipId }
  const functions = await readFunctions(prisma, { ...key, waveId: wave.id })
  const language = requestLanguage(request.headers)
  const comments = await readComments(prisma, { ...key, waveIds: study.waves.map(({ id }) => id) })
  const templates = await readWaveTemplates(prisma, { workspaceId, waveIds: comments.map(({ waveId }) => waveId) })
  return {
    study,
    history: relationshipHistory(tables),
    // names of people are not for those who take data
    relationship: showsOwners ? relationship : { ...relationship, buyerOwner: null, supplierOwner: null },
    showsOwners,
    mayKeepPromises: may(member, 'keep-promises'),
    changes: { wave: wave.number, rows: changeRows(tables.filter((table) => table.wave.kind === wave.kind)) },
    functions: { indices: functionIndices(functions), rows: functionRows(functions) },
    comments: commentGroups(comments, { study, relationship, templates, language }),
    fewestComments: fewestComments(study.minimumGroupSize),
  }
}

export default function RelationshipPage() {
  const { t } = useTranslation()
  const { study, relationship, history, changes, functions, comments, ...page } = useLoaderData<typeof loader>()
  return (
    <main id="main" className="page">
      <ResultsHead study={study} title={`${relationship.buyerName} – ${relationship.supplierName}`} />
      <RelationshipFacts relationship={relationship} showsOwners={page.showsOwners} />
      <HistoryCharts history={history} />
      <h2>{t('results.changes.title', { number: changes.wave })}</h2>
      <p className="hint">{t('results.changes.text')}</p>
      <ChangeTable {...changes} />
      <h2>{t('results.functions.title')}</h2>
      <FunctionTable {...functions} />
      <h2>{t('results.comments.title')}</h2>
      <CommentLists groups={comments} minimum={page.fewestComments} />
      <h2>{t('results.all-values')}</h2>
      <HistoryTable history={history} />
      <p className="actions">
        <a href={paths.studyRelationshipCsv(study.id, relationship.id)} download>
          {t('words.download-csv')}
        </a>
        <Link to={paths.portfolio(study.id)}>{t('results.portfolio')}</Link>
        {page.mayKeepPromises ? (
          <>
            <Link to={paths.promises(relationship.id)}>{t('evidence.promises.title')}</Link>
            <Link to={paths.relationshipContacts(relationship.id)}>{t('evidence.contacts.title')}</Link>
          </>
        ) : null}
      </p>
    </main>
  )
}
