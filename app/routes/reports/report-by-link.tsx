import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readTimeAssumptions } from '#app/dashboards/relationship/time-cost'
import { clientAddress } from '#app/http/guards.server'
import { directionOf, ownNameOf } from '#app/i18n/direction'
import { formatDateTime } from '#app/i18n/format'
import { INTERFACE_LANGUAGES, isInterfaceLanguage } from '#app/i18n/languages'
import { translatorOf } from '#app/i18n/loaded-texts'
import { requestLanguage } from '#app/i18n/request-language'
import { TranslatorProvider } from '#app/i18n/use-translation'
import { PortfolioSheet } from '#app/reports/portfolio-sheet'
import { readLinkedReport } from '#app/reports/read-linked-report.server'
import { RelationshipSheet } from '#app/reports/relationship-sheet'
import { openReportLink, recordOpening } from '#app/reports/report-links.server'
import { ReportPaper } from '#app/reports/report-paper'
import { isPersonOpening } from '#app/responses/is-person-opening'
import type { RouteHandle } from '#app/root'
import { runtime } from '#app/runtime.server'

export { RespondentError as ErrorBoundary } from '#app/responses/respondent-error'

export const handle: RouteHandle = { isReportPage: true }
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ?? 'Thiqa' },
  { name: 'robots', content: 'noindex, nofollow' },
]

/** A report for whoever holds the link: what its maker may see now, without names of people, and without a way further in. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma } = runtime().database
  const now = new Date()
  const { workspaceId = '', token = '' } = params
  const opened = await openReportLink(prisma, { workspaceId, token, now })
  const page = pageIn(request, opened.ok ? opened.link.language : 'language' in opened ? opened.language : undefined)
  const assumed = readTimeAssumptions(request.url)
  const shown = opened.ok ? await readLinkedReport(prisma, opened.link, { assumed, now }) : undefined
  if (!opened.ok || !shown) {
    const reason = opened.ok ? 'no-right' : opened.reason
    const title = translatorOf(page.language).t('reports.by-link.title')
    return data({ ...page, title, refused: reason }, { status: reason === 'unknown' ? 404 : 410 })
  }
  const isCounted = isPersonOpening(request.headers)
  await recordOpening(prisma, opened.link, { address: clientAddress(request), isCounted, now })
  return { ...page, ...shown, expiresAt: opened.link.expiresAt }
}

/** The language that was chosen in the address, else that of the link, else that of the browser. */
function pageIn(request: Request, ofLink: string | undefined) {
  const chosen = new URL(request.url).searchParams.get('language')
  const language = isInterfaceLanguage(chosen) ? chosen : (ofLink ?? requestLanguage(request.headers))
  return { language, languages: INTERFACE_LANGUAGES }
}

export default function ReportByLinkPage() {
  const page = useLoaderData<typeof loader>()
  const { language, languages } = page
  const i18n = translatorOf(language)
  return (
    <TranslatorProvider value={i18n}>
      <header className="site-header">
        <span className="brand">{i18n.t('words.product')}</span>
        <div className="site-header-end">
          {languages
            .filter((other) => other !== language)
            .map((other) => (
              <a key={other} href={`?language=${other}`} lang={other} dir={directionOf(other)}>
                {ownNameOf(other)}
              </a>
            ))}
        </div>
      </header>
      {'refused' in page ? (
        <main id="main" className="page narrow">
          <h1>{i18n.t('reports.by-link.title')}</h1>
          <p>{i18n.t(`reports.by-link.refused.${page.refused}`)}</p>
        </main>
      ) : (
        <ReportPaper
          kind={page.kind}
          workspaceName={page.workspaceName}
          studyName={page.report.study.name}
          title={page.title}
          now={page.report.now}
          actions={
            <p className="hint no-print">
              {i18n.t('reports.by-link.until', { date: formatDateTime(language, page.expiresAt) })}{' '}
              {i18n.t('reports.print-hint')}
            </p>
          }
        >
          {page.kind === 'portfolio' ? (
            <PortfolioSheet report={page.report} />
          ) : (
            <RelationshipSheet report={page.report} />
          )}
        </ReportPaper>
      )}
    </TranslatorProvider>
  )
}
