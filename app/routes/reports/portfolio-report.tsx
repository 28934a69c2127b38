import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { openResults } from '#app/http/open-results.server'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { may } from '#app/people/may'
import { pageTitle } from '#app/relationships/page-title'
import { PortfolioSheet } from '#app/reports/portfolio-sheet'
import { readPortfolioReport } from '#app/reports/read-portfolio-report.server'
import { ReportPaper } from '#app/reports/report-paper'
import { PrintButton } from '#app/ui/print-button'

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle(matches, 'reports.portfolio.title', data?.study.name)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, member, within, study } = await openResults(request, params.studyId)
  const now = new Date()
  const report = await readPortfolioReport(prisma, {
    ...{ workspaceId, within, studyId: study.id, now },
    ...{ showsNames: may(member, 'see-owners'), showsEvidence: may(member, 'keep-promises') },
  })
  return {
    ...{ report, now, workspaceName: member.workspaceName, study: { id: study.id, name: study.name } },
    mayShare: may(member, 'share-reports'),
  }
}

export default function PortfolioReportPage() {
  const { t } = useTranslation()
  const { report, workspaceName, study, now, mayShare } = useLoaderData<typeof loader>()
  return (
    <ReportPaper
      kind="portfolio"
      workspaceName={workspaceName}
      studyName={study.name}
      title={<bdi>{study.name}</bdi>}
      now={now}
      actions={
        <p className="actions">
          <PrintButton words={t('reports.print')} />
          <Link to={`${paths.home}?study=${study.id}`}>{t('results.home.stand')}</Link>
          {mayShare && report ? <Link to={paths.newReportLink(study.id)}>{t('reports.links.make')}</Link> : null}
          <span className="hint">{t('reports.print-hint')}</span>
        </p>
      }
    >
      {report ? <PortfolioSheet report={report} /> : <p className="empty">{t('results.nothing-published')}</p>}
    </ReportPaper>
  )
}
