import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { readTimeAssumptions } from '#app/dashboards/relationship/time-cost'
import { notFound, requireId } from '#app/http/guards.server'
import { openResults } from '#app/http/open-results.server'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { may } from '#app/people/may'
import { pageTitle } from '#app/relationships/page-title'
import { readRelationshipReport } from '#app/reports/read-relationship-report.server'
import { RelationshipSheet } from '#app/reports/relationship-sheet'
import { ReportPaper } from '#app/reports/report-paper'
import { PrintButton } from '#app/ui/print-button'

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle(
    matches,
    'reports.relationship.title',
    data && `${data.report.relationship.buyerName} – ${data.report.relationship.supplierName}`,
  )

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, member, within, study } = await openResults(request, params.studyId)
  const report = await readRelationshipReport(prisma, {
    ...{ workspaceId, within, study, relationshipId: requireId(params.relationshipId) },
    ...{ showsNames: may(member, 'see-owners'), showsEvidence: may(member, 'keep-promises') },
    ...{ assumed: readTimeAssumptions(request.url), now: new Date() },
  })
  if (!report) throw notFound()
  return { report, workspaceName: member.workspaceName, mayShare: may(member, 'share-reports') }
}

export default function RelationshipReportPage() {
  const { t } = useTranslation()
  const { report, workspaceName, mayShare } = useLoaderData<typeof loader>()
  const { study, relationship, now } = report
  return (
    <ReportPaper
      kind="relationship"
      workspaceName={workspaceName}
      studyName={study.name}
      title={
        <>
          <bdi>{relationship.buyerName}</bdi> – <bdi>{relationship.supplierName}</bdi>
        </>
      }
      now={now}
      actions={
        <p className="actions">
          <PrintButton words={t('reports.print')} />
          <Link to={paths.studyRelationship(study.id, relationship.id)}>{t('reports.relationship.back')}</Link>
          {mayShare ? <Link to={paths.newReportLink(study.id, relationship.id)}>{t('reports.links.make')}</Link> : null}
          <span className="hint">{t('reports.print-hint')}</span>
        </p>
      }
    >
      <RelationshipSheet report={report} />
    </ReportPaper>
  )
}
