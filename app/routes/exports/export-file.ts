import type { LoaderFunctionArgs } from '@remix-run/node'
import { findExport } from '#app/exports/requests/export-requests.server'
import { exportResponse } from '#app/exports/requests/export-response.server'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { recordLook } from '#app/http/record-look.server'
import { runtime } from '#app/runtime.server'

/** A file that was made in the background, for the member who asked for it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'take-data')
  const { workspaceId, memberId } = member
  const { env, database } = runtime()
  const studyId = requireId(params.studyId)
  const id = requireId(params.exportId)
  const found = await findExport(database.prisma, { workspaceId, memberId, id })
  if (!found || found.studyId !== studyId || found.file !== params.file) throw notFound()
  await recordLook(database.prisma, member, request, studyId)
  return exportResponse(request, { dataDirectory: env.dataDirectory, workspaceId, now: new Date() }, found)
}
