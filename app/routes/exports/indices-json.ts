import type { LoaderFunctionArgs } from '@remix-run/node'
import { findResultStudy, readResultTables } from '#app/disclosure/read-results.server'
import { indicesRow } from '#app/exports/indices-rows'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { runtime } from '#app/runtime.server'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'see-results')
  const { prisma } = runtime().database
  const study = await findResultStudy(prisma, workspaceId, requireId(params.studyId))
  if (!study) throw notFound()
  const tables = await readResultTables(prisma, { workspaceId, waves: study.waves })
  const rows = tables
    .toSorted((a, b) => a.wave.number - b.wave.number)
    .map((table) => indicesRow(table, study.audience))
  return Response.json(rows, { headers: { 'Cache-Control': 'no-store' } })
}
