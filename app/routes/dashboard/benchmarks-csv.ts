import type { LoaderFunctionArgs } from '@remix-run/node'
import { COMPARISON_COLUMNS, comparisonFileRows } from '#app/dashboards/benchmarks/comparison-file'
import { readComparison } from '#app/dashboards/benchmarks/read-comparison.server'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openResults } from '#app/http/open-results.server'

/** All relationships by one measure, or one of them by all. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, within, study } = await openResults(request, params.studyId)
  const asked = { workspaceId, within, waves: study.waves, url: request.url }
  const found = await readComparison(prisma, asked)
  const rows = found ? comparisonFileRows(found.rows, found.wave.number) : []
  return csvResponse('benchmarks.csv', COMPARISON_COLUMNS, rows)
}
