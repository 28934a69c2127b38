import type { LoaderFunctionArgs } from '@remix-run/node'
import { codebookColumns, codebookRows } from '#app/exports/codebook-rows'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openStudyData } from '#app/exports/study-data.server'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { recordLook } from '#app/http/record-look.server'
import { runtime } from '#app/runtime.server'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'take-data')
  const { prisma } = runtime().database
  const studyId = requireId(params.studyId)
  const file = await openStudyData(prisma, member.workspaceId, studyId)
  if (!file) throw notFound()
  await recordLook(prisma, member, request, studyId)
  return csvResponse('codebook.csv', codebookColumns(file.languages), codebookRows(await file.wide()))
}
