import type { LoaderFunctionArgs } from '@remix-run/node'
import { FORMATS } from '#app/exports/formats/formats'
import { streamedFile } from '#app/exports/formats/streamed-file.server'
import { openStudyData } from '#app/exports/study-data.server'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { recordLook } from '#app/http/record-look.server'
import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { runtime } from '#app/runtime.server'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'take-data')
  const { workspaceId } = member
  const { prisma } = runtime().database
  const studyId = requireId(params.studyId)
  const file = await openStudyData(prisma, workspaceId, studyId)
  if (!file) throw notFound()
  await recordLook(prisma, member, request, studyId)
  const { mediaType, write } = FORMATS.csv
  const bytes = write(await file.wide(), { language: FALLBACK_LANGUAGE, madeAt: new Date() })
  return streamedFile('responses.csv', mediaType, bytes)
}
