import type { LoaderFunctionArgs } from '@remix-run/node'
import { chooseWave } from '#app/dashboards/choose-wave'
import { TIME_MEASURES, TIME_VIEWS, transactionalTimePage } from '#app/dashboards/transactional-time'
import { readResultTables } from '#app/disclosure/read-results.server'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openResults } from '#app/http/open-results.server'

const COLUMNS = ['label', 'rater', 'partner', 'relationships', 'side', 'trust', 'unproductive']

/** The points of the chart that is on the screen: same wave, view and measure. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, study } = await openResults(request, params.studyId)
  const { searchParams } = new URL(request.url)
  const measure = TIME_MEASURES.find((one) => one === searchParams.get('measure')) ?? 'unproductive'
  const view = TIME_VIEWS.find((one) => one === searchParams.get('view')) ?? 'relationships'
  const wave = chooseWave(study.waves, request.url)
  const tables = await readResultTables(prisma, { workspaceId, waves: wave ? [wave] : [], indices: ['trust', measure] })
  const { points } = transactionalTimePage(tables, measure, view)
  return csvResponse(
    'transactional-time.csv',
    COLUMNS,
    points.map((point) => ({ ...point })),
  )
}
