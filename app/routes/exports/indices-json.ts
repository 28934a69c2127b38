import type { LoaderFunctionArgs } from '@remix-run/node'
import { readResultTables } from '#app/disclosure/read-results.server'
import { indicesRow } from '#app/exports/indices-rows'
import { openResults } from '#app/http/open-results.server'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, within, study } = await openResults(request, params.studyId)
  const tables = await readResultTables(prisma, { workspaceId, within, waves: study.waves })
  const rows = tables
    .toSorted((a, b) => a.wave.number - b.wave.number)
    .map((table) => indicesRow(table, study.audience))
  return Response.json(rows, { headers: { 'Cache-Control': 'no-store' } })
}
