import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useLocation } from '@remix-run/react'
import { changeRows } from '#app/dashboards/change-rows'
import { ChangeTable } from '#app/dashboards/change-table'
import { isFullWave } from '#app/dashboards/choose-wave'
import { commentGroups } from '#app/dashboards/comment-groups'
import { CommentLists } from '#app/dashboards/comment-lists'
import { agreementRows, functionIndices, functionRows } from '#app/dashboards/function-rows'
import { FunctionTable } from '#app/dashboards/function-table'
import { HistoryCharts } from '#app/dashboards/history-charts'
import { HistoryTable } from '#app/dashboards/history-table'
import { healthParts, keyFigures } from '#app/dashboards/relationship/key-figures'
import { KeyFigures } from '#app/dashboards/relationship/key-figures-view'
import { readRecorded } from '#app/dashboards/relationship/read-recorded.server'
import { RecordedView } from '#app/dashboards/relationship/recorded-view'
import { SectionTables } from '#app/dashboards/relationship/section-tables'
import { sectionsOf } from '#app/dashboards/relationship/sections'
import { readTimeAssumptions, timeCosts } from '#app/dashboards/relationship/time-cost'
import { TimeCostView } from '#app/dashboards/relationship/time-cost-view'
import { TimelineView } from '#app/dashboards/relationship/timeline-view'
import { RelationshipFacts } from '#app/dashboards/relationship-facts'
import { relationshipHistory } from '#app/dashboards/relationship-history'
import { ResultsHead } from '#app/dashboards/results-head'
import { fewestComments } from '#app/disclosure/policy'
import { readComments } from '#app/disclosure/read-comments.server'
import { readFunctions } from '#app/disclosure/read-functions.server'
import { readHealthWeights } from '#app/disclosure/read-health-weights.server'
import { readResultTables } from '#app/disclosure/read-results.server'
import { readWaveTemplates } from '#app/disclosure/read-wave-templates.server'
import { MEASURES } from '#app/disclosure/release'
import { notFound, requireId } from '#app/http/guards.server'
import { openResults } from '#app/http/open-results.server'
import { paths } from '#app/http/paths'
import { requestLanguage } from '#app/i18n/request-language'
import { useTranslation } from '#app/i18n/use-translation'
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
  const language = requestLanguage(request.headers)
  const mayKeepPromises = may(member, 'keep-promises')
  const [functions, comments, weights, recorded] = await Promise.all([
    readFunctions(prisma, { ...key, waveId: wave.id }),
    readComments(prisma, { ...key, waveIds: study.waves.map(({ id }) => id) }),
    readHealthWeights(prisma, workspaceId, wave.id),
    mayKeepPromises ? readRecorded(prisma, { ...key, within, now: new Date() }) : undefined,
  ])
  const templates = await readWaveTemplates(prisma, { workspaceId, waveIds: comments.map(({ waveId }) => waveId) })
  const history = relationshipHistory(tables)
  const indices = functionIndices(functions)
  const assumed = readTimeAssumptions(request.url)
  return {
    study,
    history,
    // names of people are not for those who take data
    relationship: showsOwners ? relationship : { ...relationship, buyerOwner: null, supplierOwner: null },
    showsOwners,
    mayKeepPromises,
    recorded,
    figures: keyFigures(tables),
    health: healthParts(tables, weights),
    sections: sectionsOf(tables),
    time: { costs: timeCosts(history, assumed), assumed },
    changes: { wave: wave.number, rows: changeRows(tables.filter((table) => table.wave.kind === wave.kind)) },
    functions: { indices, rows: functionRows(functions), agreement: agreementRows(newest, indices) },
    comments: commentGroups(comments, { study, relationship, templates, language }),
    fewestComments: fewestComments(study.minimumGroupSize),
  }
}

/** Rows that stand open; more are folded. */
const MOST_OPEN_ROWS = 30

export default function RelationshipPage() {
  const { t } = useTranslation()
  const { search } = useLocation()
  const { study, relationship, history, changes, functions, comments, recorded, ...page } =
    useLoaderData<typeof loader>()
  return (
    <main id="main" className="page">
      <ResultsHead study={study} title={`${relationship.buyerName} – ${relationship.supplierName}`} />
      <RelationshipFacts relationship={relationship} showsOwners={page.showsOwners} />
      <KeyFigures figures={page.figures} health={page.health} />
      <TimelineView
        history={history}
        events={recorded?.events ?? []}
        total={recorded?.total ?? 0}
        names={{ buyer: relationship.buyerName, supplier: relationship.supplierName }}
      />
      <HistoryCharts history={history} about={`${relationship.buyerName} – ${relationship.supplierName}`} />
      <TimeCostView {...page.time} currency={study.currency} />
      <SectionTables sections={page.sections} />
      <h2>{t('results.changes.title', { number: changes.wave })}</h2>
      <p className="hint">{t('results.changes.text')}</p>
      {/* a long questionnaire has many indices: the sections above hold them by subject */}
      <details open={changes.rows.length <= MOST_OPEN_ROWS}>
        <summary>{t('results.all-indices')}</summary>
        <ChangeTable {...changes} />
      </details>
      <h2>{t('results.functions.title')}</h2>
      <FunctionTable {...functions} />
      <h2>{t('results.comments.title')}</h2>
      <CommentLists groups={comments} minimum={page.fewestComments} />
      {recorded ? <RecordedView registers={recorded.registers} relationshipId={relationship.id} /> : null}
      <h2>{t('results.all-values')}</h2>
      <details open={changes.rows.length <= MOST_OPEN_ROWS}>
        <summary>{t('results.all-indices')}</summary>
        <HistoryTable history={history} />
      </details>
      <p className="actions">
        <a href={paths.studyRelationshipCsv(study.id, relationship.id)} download>
          {t('words.download-csv')}
        </a>
        <Link to={paths.relationshipReport(study.id, relationship.id) + search}>{t('reports.relationship.open')}</Link>
        <Link to={paths.portfolio(study.id)}>{t('results.portfolio')}</Link>
        <Link to={`${paths.benchmarks(study.id)}?relationship=${relationship.id}`}>{t('results.benchmarks.link')}</Link>
      </p>
    </main>
  )
}
