import type { LoaderFunctionArgs } from '@remix-run/node'
import { chooseWave } from '#app/dashboards/choose-wave'
import { PORTFOLIO_INDICES } from '#app/dashboards/portfolio'
import { readResultTables } from '#app/disclosure/read-results.server'
import { csvResponse } from '#app/exports/formats/csv.server'
import { RESULT_COLUMNS, resultRows } from '#app/exports/result-rows'
import { openResults } from '#app/http/open-results.server'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, study } = await openResults(request, params.studyId)
  const wave = chooseWave(study.waves, request.url)
  const tables = await readResultTables(prisma, { workspaceId, waves: wave ? [wave] : [], indices: PORTFOLIO_INDICES })
  return csvResponse('portfolio.csv', RESULT_COLUMNS, resultRows(tables, PORTFOLIO_INDICES))
}
