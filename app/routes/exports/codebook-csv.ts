import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openResearchFile } from '#app/exports/research-file.server'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { runtime } from '#app/runtime.server'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'take-data')
  const file = await openResearchFile(runtime().database.prisma, workspaceId, requireId(params.studyId))
  if (!file) throw notFound()
  return csvResponse('codebook.csv', file.codebookColumns, file.codebook)
}
