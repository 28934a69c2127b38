import type { LoaderFunctionArgs } from '@remix-run/node'
import { readTimeChoice } from '#app/dashboards/time-choice'
import { TIME_COLUMNS, timeRows } from '#app/dashboards/time-rows'
import { TIME_TABLES, transactionalTimePage } from '#app/dashboards/transactional-time'
import { readResultTables } from '#app/disclosure/read-results.server'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openResults } from '#app/http/open-results.server'

/** The points of the chart that is on the screen, and what is withheld beside them: same waves, view and measure. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, within, study } = await openResults(request, params.studyId)
  const choice = readTimeChoice(study.waves, request.url)
  if (!choice) return csvResponse('transactional-time.csv', TIME_COLUMNS, [])
  const { waves, measure, view, side } = choice
  const tables = await readResultTables(prisma, {
    workspaceId,
    within,
    waves,
    indices: ['trust', measure],
    measures: TIME_TABLES,
  })
  const { rows } = transactionalTimePage(tables, measure, view, side)
  return csvResponse('transactional-time.csv', TIME_COLUMNS, timeRows(rows, choice))
}
