import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { exportAnswer } from '#app/api/export-answer'
import { OPERATIONS } from '#app/api/operations'
import { cancelExport, findExport } from '#app/exports/requests/export-requests.server'
import { answerProgram } from '#app/http/answer-program.server'
import { notFound, requireId } from '#app/http/guards.server'
import { runtime } from '#app/runtime.server'

export function loader(args: LoaderFunctionArgs) {
  return answerProgram(args, OPERATIONS.getExport, async ({ prisma, member }) => {
    const { workspaceId, memberId } = member
    const found = await findExport(prisma, { workspaceId, memberId, id: requireId(args.params.export_id) })
    if (!found) throw notFound()
    return { body: exportAnswer(found, runtime().env.publicUrl), studyId: found.studyId }
  })
}

/** Stops the writing, or takes the file away. */
export function action(args: ActionFunctionArgs) {
  return answerProgram(args, OPERATIONS.cancelExport, async ({ prisma, member }) => {
    const { workspaceId, memberId, actor } = member
    const id = requireId(args.params.export_id)
    if (!(await findExport(prisma, { workspaceId, memberId, id }))) throw notFound()
    const { dataDirectory } = runtime().env
    const isCancelled = await cancelExport({ prisma, dataDirectory, workspaceId, memberId, actor }, id)
    return { response: new Response(null, { status: isCancelled ? 204 : 409 }) }
  })
}
