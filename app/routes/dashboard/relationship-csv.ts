import type { LoaderFunctionArgs } from '@remix-run/node'
import { readResultTables } from '#app/disclosure/read-results.server'
import { MEASURES } from '#app/disclosure/release'
import { csvResponse } from '#app/exports/formats/csv.server'
import { RESULT_COLUMNS, resultRows } from '#app/exports/result-rows'
import { notFound, requireId } from '#app/http/guards.server'
import { openResults } from '#app/http/open-results.server'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, within, study } = await openResults(request, params.studyId)
  const relationshipId = requireId(params.relationshipId)
  const tables = await readResultTables(prisma, {
    workspaceId,
    within,
    waves: study.waves,
    relationshipId,
    measures: MEASURES,
  })
  if (tables.length === 0) throw notFound()
  return csvResponse('relationship.csv', RESULT_COLUMNS, resultRows(tables))
}
