import type { LoaderFunctionArgs } from '@remix-run/node'
import { chooseWave } from '#app/dashboards/choose-wave'
import { PORTFOLIO_INDICES, portfolioRows, searchPortfolio, sortPortfolio } from '#app/dashboards/portfolio'
import { readPortfolioChoice } from '#app/dashboards/portfolio-choice'
import { PORTFOLIO_COLUMNS, portfolioFileRows } from '#app/dashboards/portfolio-rows'
import { readResultTables } from '#app/disclosure/read-results.server'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openResults } from '#app/http/open-results.server'

/** The portfolio that is on the screen: same wave, search and order. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, within, study } = await openResults(request, params.studyId)
  const wave = chooseWave(study.waves, request.url)
  if (!wave) return csvResponse('portfolio.csv', PORTFOLIO_COLUMNS, [])
  const tables = await readResultTables(prisma, { workspaceId, within, waves: [wave], indices: PORTFOLIO_INDICES })
  const { search, sort, isDescending } = readPortfolioChoice(request.url)
  const rows = sortPortfolio(searchPortfolio(portfolioRows(tables, wave.number), search), sort, isDescending)
  return csvResponse('portfolio.csv', PORTFOLIO_COLUMNS, portfolioFileRows(rows, wave.number))
}
