import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { exportAnswer } from '#app/api/export-answer'
import { OPERATIONS } from '#app/api/operations'
import { idCursor, pageOfList } from '#app/api/page-of-list'
import { findExport, listExports, requestExport } from '#app/exports/requests/export-requests.server'
import { answerProgram, idempotencyKeyOf, readJson, readPlace } from '#app/http/answer-program.server'
import { notFound, requireId } from '#app/http/guards.server'
import { EVERYTHING, isStudyWithin } from '#app/people/find-reach.server'
import { runtime } from '#app/runtime.server'

export function loader(args: LoaderFunctionArgs) {
  return answerProgram(args, OPERATIONS.listExports, async (call) => {
    const { prisma, member, query } = call
    const { workspaceId, memberId } = member
    const studyId = requireId(args.params.study_id)
    const before = readPlace(call, idCursor)
    if (!(await isStudyWithin(prisma, workspaceId, EVERYTHING, studyId))) throw notFound()
    const rows = await listExports(prisma, { workspaceId, memberId, studyId, before, limit: query.limit + 1 })
    const { publicUrl } = runtime().env
    const page = pageOfList(rows, query.limit, ({ id }) => id)
    return { body: { ...page, data: page.data.map((one) => exportAnswer(one, publicUrl)) } }
  })
}

export function action(args: ActionFunctionArgs) {
  return answerProgram(args, OPERATIONS.createExport, async (call) => {
    const { prisma, member, request, refuse, t } = call
    const { workspaceId, memberId, actor } = member
    const studyId = requireId(args.params.study_id)
    const idempotencyKey = idempotencyKeyOf(request)
    const form = await readJson(call, OPERATIONS.createExport.body.schema)
    const { env, queue } = runtime()
    const keeper = { prisma, queue, dataDirectory: env.dataDirectory, workspaceId, memberId, actor }
    const asked = await requestExport(keeper, {
      studyId,
      form,
      now: new Date(),
      ...(idempotencyKey && { idempotencyKey }),
    })
    if (!asked.ok) {
      const { reason } = asked
      if (reason === 'no-study') throw notFound()
      if (reason === 'other-request')
        throw refuse('other-request', 422, { detail: t('api.problem.other-request.text') })
      throw refuse('too-many-exports', 429, { detail: t(`exports.error.${reason}`) })
    }
    const made = await findExport(prisma, { workspaceId, memberId, id: asked.id })
    if (!made) throw notFound()
    const body = exportAnswer(made, env.publicUrl)
    return { body, status: asked.isNew ? 201 : 200, headers: { Location: body.links.self, 'Retry-After': '2' } }
  })
}
