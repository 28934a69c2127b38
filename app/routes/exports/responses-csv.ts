import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openResearchFile } from '#app/exports/research-file.server'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { recordAccess } from '#app/people/record-access.server'
import { runtime } from '#app/runtime.server'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { workspaceId, userId } = await requireMember(request, 'take-data')
  const { prisma } = runtime().database
  const studyId = requireId(params.studyId)
  const file = await openResearchFile(prisma, workspaceId, studyId)
  if (!file) throw notFound()
  await recordAccess(prisma, { workspaceId, userId, action: 'responses.csv', objectId: studyId })
  return csvResponse('responses.csv', file.columns, file.rows)
}
