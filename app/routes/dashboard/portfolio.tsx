import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { chooseWave } from '#app/dashboards/choose-wave'
import {
  PORTFOLIO_INDICES,
  portfolioRows,
  searchPortfolio,
  sortPortfolio,
  summarizePortfolio,
} from '#app/dashboards/portfolio'
import { readPortfolioChoice } from '#app/dashboards/portfolio-choice'
import { PortfolioTable } from '#app/dashboards/portfolio-table'
import { NothingPublished, ResultsHead } from '#app/dashboards/results-head'
import { readResultTables } from '#app/disclosure/read-results.server'
import { openResults } from '#app/http/open-results.server'
import { paths } from '#app/http/paths'
import { formatNumber, formatPercent } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { pageTitle } from '#app/relationships/page-title'
import { showsOnlyPools } from '#app/studies/promise'
import { ListSearch } from '#app/ui/list-search'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'results.portfolio', data?.study.name)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, within, study } = await openResults(request, params.studyId)
  const wave = chooseWave(study.waves, request.url)
  if (!wave) return { study, wave: undefined }
  const tables = await readResultTables(prisma, { workspaceId, within, waves: study.waves, indices: PORTFOLIO_INDICES })
  const all = portfolioRows(tables, wave.number)
  const choice = readPortfolioChoice(request.url)
  const rows = sortPortfolio(searchPortfolio(all, choice.search), choice.sort, choice.isDescending)
  return { study, wave: wave.number, rows, summary: summarizePortfolio(all), ...choice }
}

export default function PortfolioPage() {
  const { t, i18n } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const [parameters] = useSearchParams()
  if (page.wave === undefined) return <NothingPublished study={page.study} title={t('results.portfolio')} />
  const { study, wave, rows, summary, search, sort, isDescending } = page
  const toFile = new URLSearchParams(parameters)
  toFile.set('wave', String(wave))
  const number = (value: number | null) => (value === null ? '–' : formatNumber(i18n.language, value))
  const rate = summary.invited > 0 ? formatPercent(i18n.language, (100 * summary.answered) / summary.invited) : '–'
  return (
    <main id="main" className="page">
      <ResultsHead study={study} title={t('results.portfolio')} wave={wave} />
      <div className="cards">
        {[
          [formatNumber(i18n.language, summary.relationships), t('results.relationships')],
          [number(summary.medianTrust), t('results.median-trust')],
          [
            summary.medianUnproductive === null ? '–' : formatPercent(i18n.language, summary.medianUnproductive),
            t('results.median-unproductive'),
          ],
          [rate, t('results.response-rate-of', { answered: summary.answered, invited: summary.invited })],
        ].map(([figure, words]) => (
          <div key={words} className="card">
            <p className="figure">{figure}</p>
            <p className="quiet">{words}</p>
          </div>
        ))}
      </div>
      {summary.withheldSides > 0 ? (
        <p className="notice">
          {showsOnlyPools(study.audience) ? (
            <>
              {t(study.audience === 'pooled' ? 'results.only-groups' : 'results.only-own-side')}{' '}
              <Link to={`${paths.groups(study.id)}?wave=${wave}`}>{t('results.groups')}</Link>
            </>
          ) : (
            t('results.withheld-count', { count: summary.withheldSides, minimum: study.minimumGroupSize })
          )}
        </p>
      ) : null}
      <ListSearch
        label={t('results.search')}
        button={t('results.search-button')}
        search={search}
        kept={{ wave: String(wave) }}
      />
      {rows.length === 0 ? (
        <p className="empty">{t('results.nothing-found')}</p>
      ) : (
        <PortfolioTable
          studyId={study.id}
          rows={rows}
          sort={sort}
          isDescending={isDescending}
          parameters={parameters}
        />
      )}
      <p className="actions">
        <a href={`${paths.portfolioCsv(study.id)}?${toFile}`} download>
          {t('words.download-csv')}
        </a>
        <Link to={`${paths.transactionalTime(study.id)}?wave=${wave}`}>{t('results.transactional-time')}</Link>
      </p>
    </main>
  )
}
