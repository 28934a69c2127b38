import type { LoaderFunctionArgs } from '@remix-run/node'
import { isFileName, METADATA_FILES } from '#app/exports/file-names'
import { streamedFile } from '#app/exports/formats/streamed-file.server'
import { openFile } from '#app/exports/open-file.server'
import { recordPurpose } from '#app/exports/requests/export-requests.server'
import { openStudyData } from '#app/exports/study-data.server'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { recordLook } from '#app/http/record-look.server'
import { requirePurpose } from '#app/http/require-purpose.server'
import { requestLanguage } from '#app/i18n/request-language'
import { runtime } from '#app/runtime.server'

/** A file of a study, by the name that the address ends with, its labels in the language asked for. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'take-data')
  const { workspaceId } = member
  const { prisma } = runtime().database
  const studyId = requireId(params.studyId)
  const name = params.file ?? ''
  if (!isFileName(name)) throw notFound()
  const data = await openStudyData(prisma, workspaceId, studyId)
  if (!data) throw notFound()
  const isAboutTables = METADATA_FILES.some((one) => one === name)
  const purpose = isAboutTables ? undefined : requirePurpose(request, studyId)
  const wanted = new URL(request.url).searchParams.get('language') ?? requestLanguage(request.headers)
  const [first = 'en'] = data.languages
  const language = data.languages.includes(wanted) ? wanted : first
  if (purpose !== undefined)
    await recordPurpose(prisma, {
      workspaceId,
      memberId: member.memberId,
      studyId,
      file: name,
      purpose,
      language,
      now: new Date(),
    })
  await recordLook(prisma, member, request, studyId)
  const file = await openFile(data, name, { language, madeAt: new Date() })
  if (!file) throw notFound()
  return streamedFile(file.name, file.mediaType, file.bytes)
}
