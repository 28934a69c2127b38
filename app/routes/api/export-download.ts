import type { LoaderFunctionArgs } from '@remix-run/node'
import { OPERATIONS } from '#app/api/operations'
import { findExport } from '#app/exports/requests/export-requests.server'
import { exportResponse } from '#app/exports/requests/export-response.server'
import { answerProgram } from '#app/http/answer-program.server'
import { notFound, requireId } from '#app/http/guards.server'
import { runtime } from '#app/runtime.server'

export function loader(args: LoaderFunctionArgs) {
  return answerProgram(args, OPERATIONS.downloadExport, async ({ prisma, member, request, refuse, t }) => {
    const { workspaceId, memberId } = member
    const found = await findExport(prisma, { workspaceId, memberId, id: requireId(args.params.export_id) })
    if (!found) throw notFound()
    if (found.state === 'queued' || found.state === 'running')
      throw refuse('export-not-ready', 409, { detail: t('api.problem.export-not-ready.text') })
    const { dataDirectory } = runtime().env
    const response = exportResponse(request, { dataDirectory, workspaceId, now: new Date() }, found)
    return { response, studyId: found.studyId, file: found.file }
  })
}
