import type { LoaderFunctionArgs } from '@remix-run/node'
import { OPERATIONS } from '#app/api/operations'
import { readStudies } from '#app/api/read-studies.server'
import { answerProgram } from '#app/http/answer-program.server'
import { notFound, requireId } from '#app/http/guards.server'
import { findReach } from '#app/people/find-reach.server'

export function loader(args: LoaderFunctionArgs) {
  return answerProgram(args, OPERATIONS.getStudy, async ({ prisma, member }) => {
    const { workspaceId } = member
    const id = requireId(args.params.study_id)
    const [study] = await readStudies(prisma, { workspaceId, within: findReach(workspaceId, member), limit: 1, id })
    if (!study) throw notFound()
    return { body: study }
  })
}
